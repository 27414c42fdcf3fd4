import { Random } from '../../../bench/data/random.ts'
import type { World } from '../../world/app.ts'
import type { Answer, Caller, Method } from '../../world/caller.ts'
import { type Json, type Operation, operationsOf, type Schema } from '../fuzz/api.ts'
import { valueOf } from '../fuzz/from-schema.ts'
import { Known, learnAll } from '../fuzz/known.ts'
import { placesOf } from '../sql/places.ts'

/** Marks of a page, an attribute, an address and a template, each of which would call `hit`. */
export const scripts = `<img src=x onerror=hit()>"><svg onload=hit()>'onmouseover=hit() javascript:hit() {{hit()}}`
/** Where a text may only be short. */
export const shortScript = '<img src=x onerror=hit()>'

type Field = {
  name: string
  kind: string
  required?: boolean
  options?: { value: string }[]
  items?: Field[]
  /** Whose entries it names. */
  ledger?: string
}
type Ledger = { actions: { word: string; input: Field[] }[] }
export type Planted = {
  /** Of each ledger that took one, by the ledger. */
  entries: Map<string, string>
  /** Of the register, by their kind. */
  objects: Map<string, string>
  /** Fields and comments of ledgers that hold a script. */
  fields: Set<string>
  /** Texts of requests that were taken with a script in them. */
  operations: Set<string>
}

/** What fields may name, by the kind of field or the ledger. */
type Named = ReadonlyMap<string, Json>

/** A value of a field, with the script in it if it is a text; undefined for what would have to name what isn't there. */
function valueFor(field: Field, named: Named): Json | undefined {
  switch (field.kind) {
    case 'text':
    case 'long_text':
      return scripts
    case 'choice':
      return field.options?.[0]?.value
    case 'choices':
      return field.options?.slice(0, 1).map(({ value }) => value)
    case 'number':
    case 'money':
      return 100
    case 'date':
      return '2026-03-02'
    case 'boolean':
      return true
    case 'division':
      return '990001001001'
    case 'list':
      return [rowOf(field.items ?? [], named)]
    case 'point':
      return { lng: 120.4, lat: 41.5 }
    case 'entry':
      return named.get(field.ledger ?? 'project')
    default:
      return named.get(field.kind)
  }
}

function rowOf(fields: readonly Field[], named: Named): { [key: string]: Json } {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = valueFor(field, named)
      return value === undefined ? [] : [[field.name, value]]
    }),
  )
}

/** Registers an entry with scripts in all texts that its form has; what is refused is left out by and by. */
async function plantEntry(caller: Caller, ledger: string, { actions }: Ledger, named: Named) {
  let asked = rowOf(actions.find(({ word }) => word === 'register')?.input ?? [], named)
  // What some registrations are asked besides their fields.
  if (ledger === 'project') asked['stage'] = 'construction'
  if (ledger === 'supervision_node') asked['organisationId'] = named.get('organisation') ?? null
  for (let tries = 0; tries < 20; tries += 1) {
    const body = { fields: asked, divisionCode: '990001001001' }
    const answer: Answer = await caller.post(`/api/ledgers/${ledger}/entries`, body)
    if (answer.status === 201) return answer.body as { id: string; fields: Record<string, { value: Json }> }
    const faults = (answer.body?.errors ?? []) as { path: string; detail: string }[]
    const wrong = faults.flatMap(({ path, detail }) => [...path.split('.'), ...detail.split(/[^\w]+/)])
    wrong.push(...String(answer.body?.path ?? '').split('.'))
    const left = Object.entries(asked).filter(([name]) => !wrong.includes(name))
    if (left.length === Object.keys(asked).length) return undefined
    asked = Object.fromEntries(left)
  }
  return undefined
}

/** Entries of every ledger, those first that others name. */
async function plantEntries(world: World, caller: Caller, planted: Planted): Promise<void> {
  const named = new Map<string, Json>([
    ['organisation', world.organisations.get('990001-works') as number],
    ['account', (await caller.get('/api/session')).body.account.id],
  ])
  const registrar = world.as('plans.registrar')
  const plain = { divisionCode: '990001001001', address: scripts, source: scripts }
  const texts = { ...plain, note: scripts }
  for (const [kind, path, body] of [
    ['person', 'persons', { ...plain, name: shortScript, sex: null }],
    ['household', 'households', { ...plain, number: shortScript, from: '2026-01-01' }],
    ['enterprise', 'enterprises', { ...texts, name: scripts, industry: scripts, contactName: shortScript }],
    ['place', 'places', { ...texts, name: scripts, kind: 'site' }],
  ] as const) {
    const { status, body: made, bytes } = await registrar.post(`/api/${path}`, body)
    if (status !== 201) throw new Error(`${path}: ${bytes.toString()}`)
    named.set(kind, made.id)
    planted.objects.set(kind, made.id)
  }
  const ledgers = ((await caller.get('/api/ledgers')).body as { id: string }[]).map(({ id }) => id)
  const callers = [
    'plans.office',
    'plans.registrar',
    'plans.steward',
    'plans.dispatcher',
    'riverside.gridworker',
  ]
  for (const id of [...ledgers, ...ledgers]) {
    if (planted.entries.has(id)) continue
    const ledger = (await caller.get(`/api/ledgers/${id}`)).body as Ledger
    for (const who of callers) {
      const entry = await plantEntry(world.as(who), id, ledger, named)
      if (!entry) continue
      planted.entries.set(id, entry.id)
      named.set(id, entry.id)
      const { seq } = (await world.as(who).get(`/api/entries/${entry.id}`)).body as { seq: number }
      const said = { expectedSeq: seq, input: { text: scripts } }
      const { status } = await world.as(who).post(`/api/entries/${entry.id}/actions/comment`, said)
      if (status === 200) planted.fields.add(`${id} comment`)
      for (const [name, { value }] of Object.entries(entry.fields))
        if (JSON.stringify(value).includes('onerror')) planted.fields.add(`${id}.${name}`)
      break
    }
  }
}

/** Writes by every operation of the described API that takes texts, all of them at once and, if that is refused, one by one. */
async function plantByDescription(
  operations: readonly Operation[],
  caller: Caller,
  known: Known,
): Promise<Set<string>> {
  const taken = new Set<string>()
  const random = new Random(3)
  const fill = (path: string) => ({
    path: (name: string) => String(known.in(path, name)[0] ?? 'x'),
    value: (schema: Schema, name: string) => valueOf(schema, random, known, name),
  })
  for (const operation of operations) {
    const { method, path } = operation
    if (!operation.body || method === 'GET' || /^\/api\/(session|ledgers\/\{ledger\}\/entries)/.test(path))
      continue
    for (const place of placesOf(operation, fill(path)).slice(0, 30)) {
      if (!place.at.startsWith('.')) continue
      for (const text of [scripts, shortScript]) {
        const { status } = await caller.send(method as Method, place.path(''), { body: place.body?.(text) })
        if (status >= 300) continue
        taken.add(`${method} ${path} ${place.at}`)
        break
      }
    }
  }
  return taken
}

/** Puts scripts into every text that the house takes over HTTP. */
export async function plantScripts(
  world: World,
  caller: Caller,
  spared: readonly number[],
): Promise<Planted> {
  const planted: Planted = {
    entries: new Map(),
    objects: new Map(),
    fields: new Set(),
    operations: new Set(),
  }
  await plantEntries(world, caller, planted)
  await world.app.relay.drain()
  const operations = operationsOf((await world.stranger().get('/api/openapi.json')).body)
  const known = new Known()
  known.spare(...spared)
  await learnAll(
    operations,
    async (path) => {
      const { status, body } = await caller.get(path)
      return status === 200 ? body : undefined
    },
    known,
  )
  planted.operations = await plantByDescription(operations, caller, known)
  await world.app.relay.drain()
  return planted
}
