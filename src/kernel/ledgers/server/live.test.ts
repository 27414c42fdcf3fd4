import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mock, test } from 'node:test'
import type { Actor } from '#kernel/http/model'
import type { Respond, Route } from '#kernel/http/server'
import { LiveHub, liveRoute } from './live.ts'

const actor: Actor = {
  accountId: 1,
  positionId: 1,
  organisationId: 1,
  name: 'Someone',
  role: 'steward',
  divisions: ['211302'],
  ledgers: 'all',
  sensitivity: 0,
  rights: [],
  locale: 'en',
}

test('a live stream beats its heart as an event that browsers can see, among what it tells', async () => {
  mock.timers.enable({ apis: ['setInterval'] })
  const hub = new LiveHub()
  const route = liveRoute(hub)
  const left = Promise.withResolvers<void>()
  const server = createServer((_, response) => {
    response.on('close', left.resolve)
    const answer = route.handler({ actor } as Parameters<Route['handler']>[0]) as Respond
    answer.takeOver?.(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8')
  mock.timers.tick(15_000)
  hub.publish({ type: 'notice', organisationId: 1, accountId: null })
  mock.timers.tick(15_000)
  let heard = ''
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    heard += Buffer.from(chunk).toString()
    if (heard.split('event: heartbeat').length === 3) break
  }
  const beat = 'event: heartbeat\ndata: {}\n\n'
  assert.equal(heard, `retry: 1000\n\n${beat}data: {"type":"notice"}\n\n${beat}`)
  await left.promise
  server.close()
  assert.equal(hub.size, 0, 'who left hears no more')
  mock.timers.reset()
})
