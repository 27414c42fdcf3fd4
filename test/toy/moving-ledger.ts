import type { LedgerInput } from '#kernel/ledgers/model'

export const text = (en: string) => ({ 'zh-CN': en, en })
const office = { who: 'role', role: 'project_office' } as const
const option = (value: string) => ({ value, label: text(value) })
const stage = (id: string, open: boolean) => ({ id, label: text(id), open })
type Field = LedgerInput['fields'][number]
const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  label: text(name),
  kind: 'text',
  ...more,
})

const version = (
  fields: Field[],
  names: { waiting: string; task: string; more: LedgerInput['tasks'] },
  opens: string[],
): LedgerInput => ({
  id: 'moving',
  title: text('Moving'),
  prefix: 'M',
  titleField: 'subject',
  fields,
  stages: [stage('open', true), stage(names.waiting, true), stage('done', false)],
  tasks: [
    {
      kind: names.task,
      label: text('Look'),
      limit: { unit: 'working_days', count: 5 },
      ...(names.task === 'view' ? { ladder: [{ step: 'remind' as const, hoursAfterDue: 0 }] } : {}),
    },
    ...(names.more ?? []),
  ],
  actions: [
    {
      id: 'register',
      word: 'register',
      label: text('Register'),
      to: 'open',
      by: [office],
      input: 'all',
      opens: opens.map((task) => ({ task, assign: { to: 'actor' as const } })),
    },
    { id: 'wait', word: 'suspend', label: text('Wait'), from: ['open'], to: names.waiting, by: [office] },
    { id: 'go_on', word: 'resume', label: text('Go on'), from: [names.waiting], to: 'open', by: [office] },
    {
      id: 'close',
      word: 'close',
      label: text('Close'),
      from: ['open'],
      to: 'done',
      by: [office],
      closes: 'all',
    },
    {
      id: 'report',
      word: 'report',
      label: text('Report'),
      from: ['open', names.waiting],
      by: [office],
      input: 'all',
    },
  ],
})

/** A ledger as it was first declared. */
export const firstVersion = version(
  [
    field('subject', { required: true }),
    field('road', { filter: true }),
    field('area', { filter: true }),
    field('sort', { kind: 'choice', filter: true, options: ['a', 'b', 'c'].map(option) }),
    field('cost', { kind: 'money', filter: true }),
    field('remark'),
  ],
  { waiting: 'waiting', task: 'look', more: [{ kind: 'extra', label: text('Extra') }] },
  ['look', 'extra'],
)
/** The same with other names and slots, a computed field and without a kind of task. */
export const secondVersion = version(
  [
    field('subject', { required: true }),
    field('area', { filter: true }),
    field('place', { filter: true }),
    field('sort', { kind: 'choice', filter: true, options: ['a', 'b'].map(option) }),
    field('cost', { kind: 'money', filter: true }),
    field('twice', { kind: 'money', filter: true, computed: 'cost * 2' }),
  ],
  { waiting: 'pending', task: 'view', more: [] },
  ['view'],
)
/** What the second version calls what the first one has. */
export const movingMap = {
  stages: { waiting: 'pending' },
  tasks: { look: 'view', extra: null },
  fields: { road: 'place', remark: null },
}
