import { worldPlaces } from '../world/app.ts'
import type { Answer } from '../world/caller.ts'
import { coversOf, type EntryRecord, isFor, maySeeEntry, maySeeObject } from './oracle.ts'
import { maySeeRoster } from './plant-roster.ts'
import type { PlantedWorld } from './planting.ts'
import type { Reader } from './secrets.ts'

type Asked = { at: PlantedWorld; reader: Reader; params: string[]; query: URLSearchParams }
type Expect = (asked: Asked) => number | undefined

function entriesOf({ at, reader, query }: Asked, ledger: string): EntryRecord[] | undefined {
  const township = query.get('township')
  const village = query.get('village')
  const asOf = query.get('asOf')
  const q = query.get('q')
  const left = [...query.keys()].filter(
    (name) => !['township', 'village', 'asOf', 'axis', 'q', 'size', 'page', 'sort', 'groupBy'].includes(name),
  )
  if (left.length > 0) return undefined
  return at.entries.filter(
    (entry) =>
      entry.ledger === ledger &&
      maySeeEntry(entry, reader) &&
      (township === null || entry.division.startsWith(township)) &&
      (village === null || entry.division.startsWith(village)) &&
      (q === null || entry.title.includes(q)) &&
      asOf !== '2025-12',
  )
}

function objectsOf(kind: string): Expect {
  return ({ at, reader, query }) => {
    if (['kind', 'industry', 'on'].some((name) => query.has(name))) return undefined
    const q = query.get('q')
    if (q !== null && kind === 'households') return undefined
    const division = query.get('division') ?? ''
    return at.objects.filter(
      (item) =>
        item.kind === kind &&
        maySeeObject(item, reader) &&
        item.division.startsWith(division) &&
        (q === null || item.name.includes(q)),
    ).length
  }
}

/** The path doesn’t say here which object it is; what is told of it is looked through all the same. */
const requestsAbout: Expect = () => undefined

/** Entries registered this month, as all planted ones were, that the rate of resolved ones counts. */
function registeredCases({ query, ...asked }: Asked): number | undefined {
  if (query.get('measure') !== 'resolution') return undefined
  const rest = new URLSearchParams([...query].filter(([name]) => name !== 'measure'))
  if (rest.has('asOf')) return undefined
  const entries = entriesOf({ ...asked, query: rest }, asked.params[0] ?? '')
  return entries?.filter(({ stage }) => stage !== 'voided').length
}

/** Buildings of the planted rosters, by the cell or place that is asked for. */
const buildings: Expect = ({ at, reader, query }) => {
  if (query.has('headless') || query.has('q')) return undefined
  const division = query.get('division') ?? ''
  const cell = query.get('cell')
  return at.rosters.filter(
    (one) =>
      maySeeRoster(one)(reader) && one.division.startsWith(division) && (cell === null || one.cell === cell),
  ).length
}

/** How many there are for the reader, counted over the test's own list; by the path of the route. */
const expected: Record<string, Expect> = {
  '/api/grid/wall/rows': ({ query, ...asked }) => {
    const rest = new URLSearchParams([...query].filter(([name]) => name !== 'of'))
    if (query.get('of') !== 'open') return undefined
    return entriesOf({ ...asked, query: rest }, 'incident')?.filter(({ isOpen }) => isOpen).length
  },
  '/api/grid/buildings': buildings,
  // Each is a figure of the board, told by its own test.
  '/api/grid/coverage/rows': () => undefined,
  // Nothing is left out of the planted entries' rates.
  '/api/ledgers/:ledger/statistics/exclusions': () => 0,
  '/api/grid/desk/spots': (asked) => entriesOf(asked, 'incident')?.length,
  '/api/grid/quality/rhythm': (asked) => entriesOf(asked, 'incident')?.length,
  '/api/grid/quality/rhythm/rows': (asked) => entriesOf(asked, 'incident')?.length,
  '/api/grid/quality/density': (asked) => entriesOf(asked, 'incident')?.length,
  '/api/ledgers/:ledger/entries': (asked) => entriesOf(asked, asked.params[0] ?? '')?.length,
  '/api/ledgers/:ledger/statistics/cases': registeredCases,
  '/api/ledgers/:ledger/board': (asked) => entriesOf(asked, asked.params[0] ?? '')?.length,
  '/api/tasks': ({ at, reader, query }) => {
    if (query.has('light')) return undefined
    const ledger = query.get('ledger')
    return at.entries
      .filter(
        (entry) => entry.sensitivity <= reader.sensitivity && (ledger === null || entry.ledger === ledger),
      )
      .flatMap((entry) => entry.tasks)
      .filter((task) => isFor(task, reader)).length
  },
  '/api/notices': ({ at, reader, query }) => {
    if (
      ['unread', 'archived', 'importance', 'noticeKind', 'together', 'entry'].some((name) => query.has(name))
    )
      return undefined
    return at.given.filter(
      ({ accountId, entry }) =>
        accountId === reader.accountId &&
        entry.sensitivity <= reader.sensitivity &&
        (reader.ledgers === null || reader.ledgers.includes(entry.ledger)),
    ).length
  },
  '/api/duplicates': ({ at, reader, query }) => {
    if (query.has('decided')) return 0
    return query.has('band') ? undefined : at.pairs.filter(({ may }) => may(reader)).length
  },
  '/api/merges': ({ at, reader }) => at.merges.filter(({ may }) => may(reader)).length,
  '/api/grid/patrols': ({ at, reader, query }) =>
    query.has('day') || query.has('account') ? undefined : at.patrols.filter(({ may }) => may(reader)).length,
  '/api/offline/devices': ({ at, reader }) => at.devices.filter(({ may }) => may(reader)).length,
  // Nobody planted has settled a conflict.
  '/api/offline/settled-conflicts': () => 0,
  '/api/grid/settled-conflicts': () => 0,
  // Nothing came in by the portal, nothing was shown to residents and nobody was blocked.
  '/api/portal/incidents': () => 0,
  '/api/grid/portal/claims': () => 0,
  '/api/grid/portal/blocks': () => 0,
  '/api/persons': objectsOf('persons'),
  // Nobody planted has the number that is asked for.
  '/api/persons/number': () => 0,
  '/api/households': objectsOf('households'),
  '/api/enterprises': objectsOf('enterprises'),
  '/api/places': objectsOf('places'),
  '/api/change-requests': ({ at, reader, query }) => {
    if (query.has('decided')) return 0
    return at.requests.filter(({ may, accountId }) => {
      const own = accountId === reader.accountId
      return may(reader) && (query.has('mine') ? own : !own && reader.rights.includes('registry.write'))
    }).length
  },
  '/api/persons/:id/change-requests': requestsAbout,
  '/api/households/:id/change-requests': requestsAbout,
  '/api/enterprises/:id/change-requests': requestsAbout,
  '/api/places/:id/change-requests': requestsAbout,
  '/api/accounts': () => undefined,
  '/api/notice-deliveries': () => 0,
  '/api/notice-adapter-events': () => 0,
  // One edit was made, of cells of one village.
  '/api/map/layers/:mapLayer/edits': ({ reader, params: [layer] }) =>
    layer === 'cell:community' && coversOf(reader.roots, worldPlaces['riverside.first']) ? 1 : 0,
  // What callers before this one had made is theirs, and auditors read of it.
  '/api/report-files': () => undefined,
  '/api/unmaskings': ({ at, reader, query }) => {
    // No purpose has a planted word, and no record the id that is made up for the query.
    if (query.has('q') || query.has('same')) return 0
    const account = query.get('account')
    return at.looks.filter(
      ({ accountId, may }) => may(reader) && (account === null || account === String(accountId)),
    ).length
  },
  // The calendar sets every planted date as it is.
  '/api/date-moves': () => 0,
  // Every toy entry was given to somebody to look into when it was registered; other ledgers differ.
  '/api/ledgers/:ledger/what-if': (asked) =>
    asked.params[0] === 'toy' ? entriesOf(asked, 'toy')?.length : undefined,
}

/** A total in an answer must be the one that the test counts itself. Answers what is wrong, if anything. */
export function totalFault(path: string, answer: Answer, asked: Asked): string | undefined {
  const { total, projects, problems } = (answer.body ?? {}) as Record<string, unknown>
  if (path === '/api/projects/wall' && answer.status === 200) {
    const early = asked.query.get('asOf') === '2025-12'
    const count = (ledger: string) =>
      early ? 0 : (entriesOf({ ...asked, query: new URLSearchParams() }, ledger)?.length ?? 0)
    const got = [(projects as unknown[]).length, (problems as unknown[]).length]
    const right = [count('project'), count('problem')]
    return String(got) === String(right)
      ? undefined
      : `shows ${got} projects and problems instead of ${right}`
  }
  if (typeof total !== 'number') return undefined
  const expect = expected[path]
  if (!expect) return `answers a total that the access test can’t check: add ${path} to test/access/totals.ts`
  const count = expect(asked)
  return count === undefined || count === total ? undefined : `counts ${total} instead of ${count}`
}

/** Groups of a board against the test's own list. */
export function boardFault(answer: Answer, asked: Asked): string | undefined {
  const groupBy = asked.query.get('groupBy') ?? 'stage'
  const keyOf: Record<string, (entry: EntryRecord) => string> = {
    stage: ({ stage }) => stage,
    township: ({ division }) => (division.length >= 9 ? division.slice(0, 9) : ''),
    organisation: ({ organisationId }) => String(organisationId),
  }
  const key = keyOf[groupBy]
  const entries = entriesOf(asked, asked.params[0] ?? '')
  if (!key || !entries || answer.status !== 200) return undefined
  const groups = Map.groupBy(entries, key)
  const right = [...groups].map(([name, items]) => `${name}:${items.length}`).sort()
  const got = (answer.body.groups as { key: string; count: number }[])
    .map(({ key: name, count }) => `${name}:${count}`)
    .sort()
  return got.join() === right.join() ? undefined : `groups ${got.join()} instead of ${right.join()}`
}

/** What the search counts of each kind, against the test's own lists; every planted name holds the text. */
export function searchFault(answer: Answer, { at, reader, query }: Asked): string | undefined {
  const others = [...query.keys()].filter((name) => !['q', 'division'].includes(name))
  if (answer.status !== 200 || query.get('q') !== 'zq' || others.length > 0) return undefined
  const objects = (kind: string) =>
    at.objects.filter((item) => item.kind === kind && maySeeObject(item, reader)).length
  const right: Record<string, number> = {
    person: objects('persons'),
    household: objects('households'),
    enterprise: objects('enterprises'),
    place: objects('places'),
    entry: at.entries.filter((entry) => maySeeEntry(entry, reader)).length,
  }
  const wrong = (answer.body.groups as { kind: string; count: number }[]).filter(
    ({ kind, count }) => right[kind] !== undefined && right[kind] !== count,
  )
  return wrong.length === 0
    ? undefined
    : wrong.map(({ kind, count }) => `finds ${count} of ${kind} instead of ${right[kind]}`).join()
}
