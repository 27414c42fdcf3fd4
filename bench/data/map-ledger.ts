import type { LedgerInput } from '#kernel/ledgers/model'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const option = (value: string) => ({ value, label: text(value, value) })
const steward = { who: 'role', role: 'steward' } as const
const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`)

export const mapLedger = {
  id: 'bench_incident',
  categories: numbered('c', 60),
  areas: numbered('a', 8),
  channels: ['grid_worker', 'patrol', 'resident', 'hotline', 'open311'],
} as const

/** Incidents as the map and the list see them: a spot, what they are filtered by, and a task with a date. */
export const incidentLedger: LedgerInput = {
  id: mapLedger.id,
  title: text('试验事件', 'Measured incidents'),
  prefix: 'CS',
  titleField: 'title',
  fields: [
    { name: 'title', label: text('事由', 'Title'), kind: 'text', required: true, column: true },
    {
      name: 'category',
      label: text('小类', 'Category'),
      kind: 'choice',
      filter: true,
      column: true,
      options: mapLedger.categories.map(option),
    },
    {
      name: 'area',
      label: text('大类', 'Area'),
      kind: 'choice',
      filter: true,
      options: mapLedger.areas.map(option),
    },
    {
      name: 'channel',
      label: text('来源', 'Channel'),
      kind: 'choice',
      filter: true,
      options: mapLedger.channels.map(option),
    },
    { name: 'gridCell', label: text('网格', 'Cell'), kind: 'text', filter: true },
    { name: 'spot', label: text('地点', 'Spot'), kind: 'point' },
    { name: 'dueOn', label: text('期限', 'Due on'), kind: 'date' },
  ],
  stages: [
    { id: 'registered', label: text('已登记', 'Registered'), open: true },
    { id: 'closed', label: text('已办结', 'Closed'), open: false },
  ],
  tasks: [
    {
      kind: 'handle',
      label: text('处置', 'Handle'),
      dueFrom: 'dueOn',
      limit: { unit: 'working_days', count: 5 },
    },
  ],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: text('登记', 'Register'),
      to: 'registered',
      by: [steward],
      input: 'all',
      opens: [{ task: 'handle', assign: { to: 'actor' } }],
    },
    {
      id: 'close',
      word: 'close',
      label: text('办结', 'Close'),
      from: ['registered'],
      to: 'closed',
      by: [steward],
      closes: 'all',
    },
  ],
}

/** What is sent to register one more of them. */
export const oneIncident = {
  divisionCode: '211302001001',
  fields: {
    title: '改动',
    category: 'c01',
    area: 'a01',
    channel: 'hotline',
    spot: { lng: 120.45, lat: 41.57 },
  },
}
