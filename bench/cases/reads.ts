/** What is read: the same requests through HTTP and, in the server's own process, through the routes' handlers. */
export type Read = {
  id: string
  /** In words, for the table. */
  what: string
  /** The demonstration account that reads. */
  as: string
  route: string
  params: Record<string, string>
  query: Record<string, string>
  /** Reads another township at each turn. */
  townships?: boolean
}

const entries = '/api/ledgers/:ledger/entries'
const board = '/api/ledgers/:ledger/board'
const statistics = '/api/ledgers/:ledger/statistics'
const list = { ledger: 'bench_list' }
const large = { ledger: 'bench_a' }
const then = '2025-06-18T10:00:00+08:00'
const newest = { sort: '-openedAt', size: '20' }

export const reads: readonly Read[] = [
  {
    id: 'list',
    what: 'List: 20 of a township, filter + sort + count',
    as: 'office',
    route: entries,
    params: list,
    query: { 'f.category': 'road', ...newest },
    townships: true,
  },
  {
    id: 'list-district',
    what: 'List: 20 of the district, filter + sort + count',
    as: 'leader',
    route: entries,
    params: list,
    query: { 'f.category': 'road', ...newest },
  },
  {
    id: 'list-whole',
    what: 'List: 20 of all the caller sees, sort + count',
    as: 'office',
    route: entries,
    params: list,
    query: newest,
  },
  {
    id: 'list-large',
    what: 'List: the same in the largest ledger (a fifth of all entries)',
    as: 'office',
    route: entries,
    params: large,
    query: newest,
  },
  {
    id: 'list-search',
    what: 'List: search in titles and numbers, open ones of a township',
    as: 'office',
    route: entries,
    params: list,
    query: { q: '中山街', open: 'true', ...newest },
    townships: true,
  },
  {
    id: 'search-common',
    what: 'Search of the house in Chinese: a word that all entries have',
    as: 'office',
    route: '/api/search',
    params: {},
    query: { q: '中山街' },
  },
  {
    id: 'search-one',
    what: 'Search of the house in Chinese: one entry’s number in words',
    as: 'office',
    route: '/api/search',
    params: {},
    query: { q: '第7777号' },
  },
  {
    id: 'search-pinyin',
    what: 'Search of the house in pinyin, of all entries',
    as: 'office',
    route: '/api/search',
    params: {},
    query: { q: 'zhongshanjie' },
  },
  {
    id: 'search-initials',
    what: 'Search of the house by initials, of all entries',
    as: 'office',
    route: '/api/search',
    params: {},
    query: { q: 'zsj' },
  },
  {
    id: 'search-near',
    what: 'Search of the house in pinyin with a wrong letter, of all entries',
    as: 'office',
    route: '/api/search',
    params: {},
    query: { q: 'zhongshanjue' },
  },
  {
    id: 'list-as-of',
    what: 'List as of a moment: a township',
    as: 'office',
    route: entries,
    params: list,
    query: { stage: 'handling', asOf: then, ...newest },
    townships: true,
  },
  {
    id: 'todo',
    what: 'To-do list of a unit, over all ledgers',
    as: 'unit',
    route: '/api/tasks',
    params: {},
    query: { size: '20' },
  },
  {
    id: 'todo-office',
    what: 'To-do list of the office that dispatches the whole district',
    as: 'office',
    route: '/api/tasks',
    params: {},
    query: { size: '20' },
  },
  {
    id: 'board-township',
    what: 'Open board by stage: a township',
    as: 'leader',
    route: board,
    params: large,
    query: { open: 'true' },
    townships: true,
  },
  {
    id: 'board-district',
    what: 'Open board by stage: the district',
    as: 'leader',
    route: board,
    params: large,
    query: { open: 'true' },
  },
  {
    id: 'board-all',
    what: 'Board by stage, closed ones too: the district',
    as: 'leader',
    route: board,
    params: large,
    query: {},
  },
  {
    id: 'board-as-of-township',
    what: 'Board by stage as of a moment: a township',
    as: 'leader',
    route: board,
    params: large,
    query: { asOf: then },
    townships: true,
  },
  {
    id: 'board-as-of',
    what: 'Board by stage as of a moment: the district',
    as: 'leader',
    route: board,
    params: large,
    query: { asOf: then },
  },
  {
    id: 'board-as-of-filtered',
    what: 'Board as of a moment with a filter: a township, from the spans',
    as: 'leader',
    route: board,
    params: large,
    query: { asOf: then, 'f.category': 'road' },
    townships: true,
  },
  {
    id: 'rates-township',
    what: 'Rates of a quarter by village: a township',
    as: 'leader',
    route: statistics,
    params: large,
    query: { from: '2025-10-01', to: '2025-12-31', by: 'village' },
    townships: true,
  },
  {
    id: 'rates-district',
    what: 'Rates of a quarter by organisation: the district',
    as: 'leader',
    route: statistics,
    params: large,
    query: { from: '2025-10-01', to: '2025-12-31' },
  },
]

/** The thirteen of one of the two districts. */
export const townshipsRead = [
  '211302001',
  '211302003',
  '211302004',
  '211302005',
  '211302006',
  '211302007',
  '211302008',
  '211302009',
  '211302010',
  '211302100',
  '211302101',
  '211302102',
  '211302205',
]

/** The request's query at a turn. */
export function queryAt(read: Read, turn: number): Record<string, string> {
  return read.townships
    ? { ...read.query, township: townshipsRead[turn % townshipsRead.length] ?? '' }
    : read.query
}

export function urlAt(read: Read, turn: number): string {
  const path = read.route.replace(/:(\w+)/g, (_, name: string) => read.params[name] ?? '')
  return `${path}?${new URLSearchParams(queryAt(read, turn)).toString()}`
}
