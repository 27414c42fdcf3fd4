import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { SaxesParser } from 'saxes'
import { openWorld, worldPlaces } from './app.ts'
import type { Caller } from './caller.ts'

type Node = { name: string; text: string; parts: Node[] }

/** Strictly well-formed, or the test fails. */
export function parseXml(text: string): Node {
  const root: Node = { name: '', text: '', parts: [] }
  const open = [root]
  const parser = new SaxesParser()
  parser.on('error', (error) => assert.fail(String(error)))
  parser.on('opentag', ({ name }) => {
    const node = { name, text: '', parts: [] }
    open.at(-1)?.parts.push(node)
    open.push(node)
  })
  parser.on('text', (words) => {
    const node = open.at(-1)
    if (node) node.text += words
  })
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  assert.ok(root.parts[0])
  return root.parts[0]
}

/** The Spark convention backwards: what XML says, by the types that JSON has for the same fields. */
export function valueOf(node: Node, like: unknown): unknown {
  if (Array.isArray(like)) return node.parts.map((part, index) => valueOf(part, like[index]))
  if (typeof like === 'object' && like !== null)
    return Object.fromEntries(
      node.parts.map((part) => [part.name, valueOf(part, (like as Record<string, unknown>)[part.name])]),
    )
  if (like === null) return node.text === '' ? null : node.text
  if (typeof like === 'number') return Number(node.text)
  return typeof like === 'boolean' ? node.text === 'true' : node.text
}

export type Issued = { caller: Caller; id: string; key: string }

/** The invented district, a program that may publish what it reports, and one that may not. */
export async function openOpen311World() {
  const world = await openWorld({ start: '2026-11-20T02:00:00Z' })
  const { server } = world.app
  const issue = async (more: object = {}): Promise<Issued> => {
    const name = `admin-${randomUUID().slice(0, 8)}`
    const { caller } = await world.newCaller({
      loginName: name,
      code: name,
      organisationId: world.organisations.get('990001') as number,
      role: 'system_admin',
      divisions: [worldPlaces.district],
      ledgers: null,
      sensitivity: 0,
    })
    const answer = await caller.post('/api/grid/programs', {
      name: '示例·随手拍',
      contact: '示例·立春',
      uses: ['open311'],
      divisionCode: worldPlaces.district,
      publishes: true,
      ...more,
    })
    assert.equal(answer.status, 201, answer.bytes.toString())
    return { caller, ...(answer.body as { id: string; key: string }) }
  }
  const { key } = await issue()
  return {
    world,
    issue,
    quiet: (await issue({ publishes: false })).key,
    ask: (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers }),
    post: (form: Record<string, string>, url = '/open311/v2/requests.json', more = {}) =>
      server.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...more },
        payload: new URLSearchParams(form).toString(),
      }),
    report: (more: Record<string, string> = {}) => ({
      api_key: key,
      service_code: 'manhole_sewer',
      lat: '41.571800000001',
      long: '120.45130000000001',
      address_string: '示例路12号',
      description: '井盖碎了 <b>危险</b>，电话13812345678 & "快"',
      ...more,
    }),
  }
}
export type Open311World = Awaited<ReturnType<typeof openOpen311World>>
