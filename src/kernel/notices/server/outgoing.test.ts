import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { mayDial, post } from './outgoing.ts'

test('only addresses of the internet are dialled, or those named one by one', () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
  ])
    assert.equal(mayDial(address, []), false, address)
  for (const address of ['8.8.8.8', '223.5.5.5', '2400:3200::1'])
    assert.equal(mayDial(address, []), true, address)
  assert.equal(mayDial('10.1.2.3', ['10.1.2.3']), true)
  assert.equal(mayDial('10.1.2.4', ['10.1.2.3']), false)
})

test('every address that a name stands for must be allowed, and the one looked at is the one dialled', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host} ${request.url}`)
    response.statusCode = request.url === '/away' ? 302 : 200
    response.setHeader('location', 'http://127.0.0.1:1/elsewhere')
    response.end('taken')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  let lookups = 0
  const send = (url: string, privateAddresses: string[], addresses: string[]) =>
    post({
      url,
      headers: {},
      body: '{}',
      privateAddresses,
      resolve: async () => {
        lookups += 1
        // What a name stands for changes with every look.
        return lookups > 1 && addresses.length === 1
          ? [{ address: '10.9.9.9', family: 4 }]
          : addresses.map((address) => ({ address, family: 4 }))
      },
    })
  try {
    const url = `http://gateway.example:${port}/in`
    const answer = await send(url, ['127.0.0.1'], ['127.0.0.1'])
    assert.deepEqual(answer, { status: 200, text: 'taken' })
    assert.deepEqual([asked, lookups], [[`gateway.example:${port} /in`], 1])
    for (const [named, found] of [
      [[], ['127.0.0.1', '127.0.0.1']],
      [['127.0.0.1'], ['127.0.0.1', '10.0.0.1']],
      [['127.0.0.1'], []],
    ] as [string[], string[]][])
      await assert.rejects(send(url, named, found), { code: 'notices.address_refused' })
    for (const host of [
      '127.0.0.1',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[64:ff9b::7f00:1]',
      '0x7f.1',
      '0177.0.0.1',
      '017700000001',
      '2130706433',
      '127.1',
      '①②⑦.⓪.⓪.①',
      '127.0.0.1.',
      'localhost',
      'LOCALHOST',
      'user@127.0.0.1',
    ])
      await assert.rejects(
        post({ url: `http://${host}:${port}/`, headers: {}, body: '', privateAddresses: [] }),
        {
          code: 'notices.address_refused',
        },
      )
    lookups = 0
    // A redirect is an answer; nobody goes there.
    const away = await send(`http://gateway.example:${port}/away`, ['127.0.0.1'], ['127.0.0.1'])
    assert.equal(away.status, 302)
    assert.equal(asked.length, 2)
  } finally {
    server.close()
    server.closeAllConnections()
  }
})
