import { randomUUID } from 'node:crypto'
import type { ZodType } from 'zod'
import type { Route } from '#kernel/http/server'
import { worldPlaces } from '../world/app.ts'
import { projectParameters } from './investment-bodies.ts'
import { deskParameters } from './desk-parameters.ts'
import { fieldParameters, mapQueries, openQueries, plainPaths } from './field-parameters.ts'
import { rosterParameters, rosterQueries } from './roster-bodies.ts'
import { maySeeEntry, maySeeObject } from './oracle.ts'
import type { PlantedWorld } from './planting.ts'
import { phoneParameters, phoneQueries } from './phone-parameters.ts'
import type { Reader } from './secrets.ts'
import { plainQueries } from './plain-queries.ts'

/** What a place in a path may be filled with. `secret`: whether to be told of it one must be allowed to see it. */
export type Choice = { secret: boolean; visible: string[]; hidden: string[]; missing: string[] }

type Table = Record<string, (at: PlantedWorld, reader: Reader) => Choice>

const few = <T>(items: readonly T[]): T[] => [...items.slice(0, 2), ...items.slice(2).slice(-2)]

function parted<T extends { id: string }>(items: readonly T[], may: (item: T) => boolean): Choice {
  const visible = few(items.filter(may)).map(({ id }) => id)
  const hidden = few(items.filter((item) => !may(item))).map(({ id }) => id)
  return { secret: true, visible, hidden, missing: [randomUUID()] }
}

const known = (...visible: string[]): Choice => ({ secret: false, visible, hidden: [], missing: [] })

function objects(kind: string): Table[string] {
  return ({ objects: all }, reader) =>
    parted(
      all.filter((item) => item.kind === kind),
      (item) => maySeeObject(item, reader),
    )
}

/** Places in paths by their name; one that is called only `id` by the collection before it. */
const pathParameters: Table = {
  entryId: ({ entries }, reader) => parted(entries, (entry) => maySeeEntry(entry, reader)),
  taskId: ({ entries }, reader) => {
    const tasks = entries.flatMap((entry) => entry.tasks.map(({ id }) => ({ id, entry })))
    return parted(tasks, ({ entry }) => maySeeEntry(entry, reader))
  },
  'files/id': ({ files }, reader) => parted(files, ({ may }) => may(reader)),
  'persons/id': objects('persons'),
  'households/id': objects('households'),
  'enterprises/id': objects('enterprises'),
  'places/id': objects('places'),
  'duplicates/id': ({ pairs }, reader) => parted(pairs, ({ may }) => may(reader)),
  'uploads/id': ({ uploads }, reader) => parted(uploads, ({ accountId }) => accountId === reader.accountId),
  'imports/id': ({ imports }, reader) => parted(imports, ({ accountId }) => accountId === reader.accountId),
  patrolId: ({ patrols }, reader) => parted(patrols, ({ may }) => may(reader)),
  'merges/id': ({ merges }, reader) => parted(merges, ({ may }) => may(reader)),
  objectId: objects('persons'),
  subject: () => known('person', 'informant', 'no_such_field'),
  purpose: () => known('no_such_purpose'),
  element: () => known('person.phone', 'place.address'),
  ...plainPaths,
  viewId: ({ views }, reader) => parted(views, ({ accountId }) => accountId === reader.accountId),
  'accounts/id': ({ accounts }, reader) => parted(accounts, ({ may }) => may(reader)),
  'positions/id': ({ positions }, reader) => parted(positions, ({ may }) => may(reader)),
  'notices/id': ({ notices }, reader) => parted(notices, ({ accountId }) => accountId === reader.accountId),
  'organisations/id': ({ world }) => known(...few([...world.organisations.values()].map(String))),
  holdId: ({ holds }, reader) => parted(holds, ({ may }) => may(reader)),
  requestId: ({ requests }, reader) => parted(requests, ({ may }) => may(reader)),
  seq: () => known('1'),
  reaction: () => known('no_such_reaction'),
  ...projectParameters,
  ...rosterParameters,
  ledger: () => known('toy', 'guarded', 'project', 'problem'),
  action: () => known('comment', 'void', 'no_such_action'),
  certificate: () => known('QC000001', 'QC000002'),
  version: () => known('1'),
  code: () => known(worldPlaces.riverside, worldPlaces['hillside.community'], worldPlaces.neighbour),
  district: () => known(worldPlaces.district, worldPlaces.neighbour),
  ...phoneParameters,
  layer: () => known('community'),
  mapLayer: () =>
    known(
      ...'cell:community division:village entry:toy entry:guarded place enterprise cell:nothing'.split(' '),
    ),
  z: () => known('9'),
  x: () => known('426', '427'),
  y: () => known('191'),
  no: () => known('1999999999'),
}

const integerIds = new Set(['accounts/id', 'positions/id', 'notices/id'])

/** What a query parameter may say; one of each is asked by itself. */
const queryParameters: Record<string, (at: PlantedWorld, reader: Reader) => readonly string[]> = {
  revision: () => ['1'],
  ...openQueries,
  ...plainQueries,
  q: ({ entries, objects: all }, reader) => [
    ...entries
      .filter((entry) => !maySeeEntry(entry, reader))
      .map(({ title }) => title)
      .slice(0, 2),
    ...entries
      .filter((entry) => maySeeEntry(entry, reader))
      .map(({ title }) => title)
      .slice(0, 1),
    ...all
      .filter((item) => !maySeeObject(item, reader))
      .map(({ name }) => name)
      .slice(0, 4),
    'zq',
  ],
  ids: ({ entries }) => [
    entries
      .map(({ id }) => id)
      .slice(0, 200)
      .join(','),
  ],
  survivorId: ({ objects: all }, reader) =>
    all
      .filter((item) => item.kind === 'persons' && !maySeeObject(item, reader))
      .map(({ id }) => id)
      .slice(0, 1),
  absorbedId: ({ objects: all }) =>
    all
      .filter(({ kind }) => kind === 'persons')
      .map(({ id }) => id)
      .slice(0, 2),
  ...phoneQueries,
  ...rosterQueries,
  yellowFrom: () => ['1/2', '9/10'],
  same: () => [randomUUID()],
  state: () => ['active', 'locked', 'disabled'],
  from: () => ['1', '2026-01-01'],
  to: () => ['1', '2026-12-31'],
  township: () => [worldPlaces.riverside, worldPlaces.hillside, worldPlaces.farside],
  village: () => [worldPlaces['riverside.first'], worldPlaces['hillside.community']],
  division: () => [worldPlaces.riverside, worldPlaces['riverside.first'], worldPlaces.neighbour],
  under: () => [worldPlaces.riverside],
  parent: () => [worldPlaces.district, '1'],
  organisation: ({ world }) => few([...world.organisations.values()].map(String)),
  accounts: ({ accounts }) => [
    few(accounts)
      .map(({ id }) => id)
      .join(','),
  ],
  account: ({ accounts }) => few(accounts).map(({ id }) => id),
  stage: () => ['registered', 'open,handling'],
  open: () => ['true', 'false'],
  light: () => ['green', 'amber', 'red'],
  ...deskParameters,
  sort: () => ['openedAt', '-dueAt', 'title', 'no'],
  page: () => ['2'],
  size: () => ['200', '1'],
  asOf: () => ['2026-03-02', '2025-12'],
  axis: () => ['recorded'],
  by: () => ['township', 'month', 'task', 'category:category', 'category:finding'],
  task: () => ['*', 'handle,look_into'],
  district: () => [worldPlaces.riverside.slice(0, 6), '-'],
  measure: () => ['on_time', 'resolution', 'satisfaction'],
  part: () => ['numerator', 'excluded:not_yet_due'],
  group: () => ['park', 'township'],
  groupBy: () => ['township', 'organisation', 'category', 'kind', 'finding'],
  kind: () => ['site', 'signed_in', 'bureau', 'town'],
  industry: ({ objects: all }) =>
    all
      .filter(({ kind }) => kind === 'enterprises')
      .map(({ name }) => name)
      .slice(0, 1),
  on: () => ['2026-02-01'],
  ledger: () => ['guarded', 'problem'],
  level: () => ['village'],
  layer: () => ['township'],
  download: () => ['1'],
  inline: () => ['1'],
  edge: () => ['large'],
  delivered: () => ['dead'],
  archived: () => ['true'],
  importance: () => ['2'],
  noticeKind: () => ['task_opened'],
  together: () => ['true'],
  entry: ({ entries }, reader) =>
    entries
      .filter((one) => !maySeeEntry(one, reader))
      .map(({ id }) => id)
      .slice(0, 1),
  for: () => ['toy/papers'],
  limit: () => ['3'],
  before: () => ['1000000'],
  name: () => ['note.txt'],
  v: () => ['1'],
  ...mapQueries,
  dryRun: () => ['true'],
  expectedVersion: () => ['0'],
  code: () => ['CODE'],
  nameEn: () => ['name_en'],
  number: () => ['1'],
  addressee: () => ['all'],
  copies: () => ['all'],
  purpose: () => ['to be called back'],
  firm: ({ objects: all }) => all.map(({ name }) => name).slice(0, 3),
  park: () => ['park'],
  place: () => [worldPlaces.riverside, worldPlaces.farside],
  amountFen: () => ['100000000'],
}

export type PathCase = { path: string; sight: 'open' | 'visible' | 'hidden' | 'missing'; pattern: string }

function nameIn(path: string, parameter: string): string {
  if (parameter !== 'id') return parameter
  return `${/([^/]+)\/:id/.exec(path)?.[1] ?? ''}/id`
}

/** The route's path in every filling: what can be seen, what can't, and what is not there at all. */
export function pathsOf(route: Route, at: PlantedWorld, reader: Reader): PathCase[] {
  let cases: PathCase[] = [{ path: route.path, sight: 'open', pattern: route.path }]
  for (const [, parameter = ''] of route.path.matchAll(/:([A-Za-z]+)/g)) {
    const name = nameIn(route.path, parameter)
    const choose = pathParameters[name]
    if (!choose)
      throw new Error(
        `${route.method} ${route.path}: the access test doesn’t know what “${name}” stands for. Add to ` +
          'pathParameters in test/access/parameters.ts which ids the caller may see and which not.',
      )
    const { secret, visible, hidden, missing } = choose(at, reader)
    const absent = integerIds.has(name) ? ['2000000000'] : missing
    const fill = (one: PathCase, value: string, sight: PathCase['sight']): PathCase => ({
      path: one.path.replace(`:${parameter}`, value),
      sight: secret ? sight : one.sight,
      pattern: one.pattern.replace(`:${parameter}`, secret ? `:${parameter}` : value),
    })
    cases = cases.flatMap((one) => [
      ...visible.map((value) => fill(one, value, 'visible')),
      ...hidden.map((value) => fill(one, value, 'hidden')),
      ...absent.map((value) => fill(one, value, 'missing')),
    ])
  }
  return cases
}

function shapeOf(schema: ZodType | undefined): { names: string[]; open: boolean; needsAsOf: boolean } {
  if (!schema) return { names: [], open: false, needsAsOf: false }
  const { shape, def } = schema as unknown as {
    shape?: Record<string, ZodType>
    def: { catchall?: { type?: string } }
  }
  if (!shape) throw new Error('the access test reads query parameters from an object schema only')
  const needsAsOf = shape['asOf']?.safeParse(undefined).success === false
  return { names: Object.keys(shape), open: def.catchall?.type === 'unknown', needsAsOf }
}

const required: Record<string, string> = {
  crs: 'EPSG:4490',
  format: 'geojson',
  survivorId: randomUUID(),
  absorbedId: randomUUID(),
  of: 'open',
  yellowFrom: '1/2',
  layer: 'village',
  name: 'note.txt',
  ids: randomUUID(),
  accounts: '1',
  measure: 'resolution',
  amount: 'paid',
  year: '2026',
  source: 'none',
}

/** Query strings: none, and each parameter by itself in each of its values. */
export function queriesOf(route: Route, at: PlantedWorld, reader: Reader): string[] {
  const { names, open, needsAsOf } = shapeOf(route.query)
  const always = new URLSearchParams(
    names.flatMap((name) => (required[name] ? [[name, required[name]]] : [])),
  )
  if (needsAsOf) always.set('asOf', at.world.clock.now().toISOString())
  const single = names.flatMap((name) => {
    const values = queryParameters[name]
    if (!values)
      throw new Error(
        `${route.method} ${route.path}: the access test doesn’t know the query parameter “${name}”. Add to ` +
          'queryParameters in test/access/parameters.ts what it may say.',
      )
    return values(at, reader).map((value) => [name, value] as const)
  })
  const fields = open
    ? Object.entries(fieldParameters).flatMap(([name, all]) => all.map((v) => [name, v] as const))
    : []
  const queries = [...single, ...fields].map(([name, value]) => {
    const query = new URLSearchParams(always)
    query.set(name, value)
    return `?${query.toString()}`
  })
  return [always.size > 0 ? `?${always.toString()}` : '', ...queries]
}
