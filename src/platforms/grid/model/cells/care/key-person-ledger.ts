import { defineLedger, type LedgerInput } from '#kernel/ledgers/model'
import { choices, community, label, role, system } from './labels.ts'
import { zhCN } from './messages.zh-CN.ts'
import { visitContacts } from './visit-ledger.ts'

/** What care is needed for. Nobody is listed for having offended, petitioned or believed something. */
const careNeeds = [
  'living_alone',
  'empty_nest',
  'disabled',
  'seriously_ill',
  'left_behind_child',
  'child_in_need',
  'bereaved',
  'hardship',
  'pregnant',
  'other',
] as const
type CareNeed = (typeof careNeeds)[number]
const bases = ['consent', 'statutory_duty', 'emergency'] as const
const endings = ['recovered', 'moved_away', 'died', 'consent_withdrawn', 'other'] as const

const holder = { who: 'holder', task: 'visit' } as const
const reason = { name: 'reason', label: label('cells.field.reason'), kind: 'text', required: true } as const
const needOptions = choices(careNeeds, (value) => `cells.care.need.${value}`)

const fields: LedgerInput['fields'] = [
  { name: 'title', label: label('cells.care.field.title'), kind: 'text', derived: true, column: true },
  {
    name: 'person',
    label: label('cells.care.field.person'),
    kind: 'person',
    required: true,
    filter: true,
    column: true,
  },
  {
    name: 'need',
    label: label('cells.care.field.need'),
    kind: 'choice',
    required: true,
    filter: true,
    column: true,
    options: needOptions,
  },
  { name: 'moreNeeds', label: label('cells.care.field.moreNeeds'), kind: 'choices', options: needOptions },
  {
    name: 'conditions',
    label: label('cells.care.field.conditions'),
    kind: 'long_text',
    secretOf: 'person',
  },
  {
    name: 'phone',
    label: label('cells.care.field.phone'),
    kind: 'text',
    secretOf: 'person',
    fill: { element: 'person.phone', from: 'person', purpose: 'public_service' },
  },
  {
    name: 'address',
    label: label('cells.care.field.address'),
    kind: 'text',
    secretOf: 'person',
    fill: { element: 'person.address', from: 'person', purpose: 'public_service' },
  },
  {
    name: 'emergencyContact',
    label: label('cells.care.field.emergencyContact'),
    kind: 'text',
    secretOf: 'person',
  },
  {
    name: 'basis',
    label: label('cells.care.field.basis'),
    kind: 'choice',
    required: true,
    filter: true,
    options: choices(bases, (value) => `cells.care.basis.${value}`),
  },
  { name: 'basisText', label: label('cells.care.field.basisText'), kind: 'text', required: true },
  {
    name: 'consentPaper',
    label: label('cells.care.field.consentPaper'),
    kind: 'files',
    secretOf: 'person',
  },
  {
    name: 'visitEvery',
    label: label('cells.care.field.visitEvery'),
    kind: 'number',
    required: true,
    whole: true,
    min: 1,
    max: 365,
  },
  {
    name: 'visitUnit',
    label: label('cells.care.field.visitUnit'),
    kind: 'choice',
    required: true,
    options: choices(['calendar_days', 'working_days'] as const, (value) => `cells.unit.${value}`),
  },
  {
    name: 'lastVisitedOn',
    label: label('cells.care.field.lastVisitedOn'),
    kind: 'date',
    filter: true,
    column: true,
  },
  {
    name: 'lastContact',
    label: label('cells.care.field.lastContact'),
    kind: 'choice',
    options: choices(visitContacts, (value) => `cells.visit.contact.${value}`),
  },
  { name: 'gridCell', label: label('cells.care.field.gridCell'), kind: 'text', filter: true },
  { name: 'demonstration', label: label('cells.field.demonstration'), kind: 'boolean', filter: true },
]

const mutable = ['need', 'moreNeeds', 'conditions', 'emergencyContact', 'gridCell']

const actions: LedgerInput['actions'] = [
  {
    id: 'register',
    word: 'register',
    label: label('cells.care.action.register'),
    to: 'caring',
    by: community,
    input: 'all',
    opens: [{ task: 'visit', assign: { to: 'input' } }],
    leadTask: 'visit',
    evidence: [
      {
        kind: 'condition',
        feel: 'basis != "consent" or count(consentPaper) > 0',
        label: label('cells.care.condition.consent_paper'),
      },
      {
        kind: 'condition',
        feel: 'lastVisitedOn = null or lastVisitedOn <= today',
        label: label('cells.visit.condition.not_future'),
      },
    ],
  },
  {
    id: 'record_visit',
    word: 'complete',
    label: label('cells.care.action.record_visit'),
    from: ['caring'],
    by: [holder, ...community, system],
    input: ['lastVisitedOn', 'lastContact', 'conditions'],
    asks: [
      { name: 'note', label: label('cells.care.field.note'), kind: 'long_text', secretOf: 'person' },
      { name: 'photos', label: label('cells.care.field.photos'), kind: 'files', secretOf: 'person' },
    ],
    closes: ['visit'],
    opens: [{ task: 'visit', assign: { to: 'holder', task: 'visit' } }],
    evidence: [
      { kind: 'value', field: 'lastVisitedOn' },
      {
        kind: 'condition',
        feel: 'lastVisitedOn <= today',
        label: label('cells.visit.condition.not_future'),
      },
    ],
  },
  {
    id: 'change',
    word: 'report',
    label: label('cells.care.action.change'),
    from: ['caring'],
    by: [holder, ...community],
    input: mutable,
  },
  {
    id: 'reassign',
    word: 'transfer',
    label: label('cells.care.action.reassign'),
    from: ['caring'],
    // With the cells of who hands over, in the same act.
    by: [...community, system],
    closes: ['visit'],
    opens: [{ task: 'visit', assign: { to: 'input' } }],
    leadTask: 'visit',
    asks: [{ name: 'dueOn', label: label('cells.care.field.dueOn'), kind: 'date', required: true }, reason],
  },
  {
    id: 'end',
    word: 'close',
    label: label('cells.care.action.end'),
    from: ['caring'],
    to: 'ended',
    by: community,
    closes: 'all',
    asks: [
      {
        name: 'ending',
        label: label('cells.care.field.ending'),
        kind: 'choice',
        required: true,
        options: choices(endings, (value) => `cells.care.ending.${value}`),
      },
    ],
  },
  {
    id: 'comment',
    word: 'comment',
    label: label('cells.care.action.comment'),
    from: ['caring', 'ended'],
    by: [holder, ...community],
    asks: [
      {
        name: 'text',
        label: label('cells.field.comment'),
        kind: 'long_text',
        required: true,
        secretOf: 'person',
      },
    ],
  },
  {
    id: 'void',
    word: 'void',
    label: label('cells.care.action.void'),
    from: ['caring'],
    to: 'voided',
    by: [...community, role('registrar')],
    closes: 'all',
    asks: [reason],
  },
]

/**
 * 重点人员关爱: whom the community looks after, why, on which legal basis, who visits and how often. Of class 2 and out
 * of a grid worker's scope: the one who is assigned sees it by the task alone. Each visit opens the next one's clock.
 */
export const keyPersonLedger = defineLedger(
  {
    id: 'key_person',
    title: label('cells.care.ledger'),
    prefix: 'GA',
    sensitivity: 2,
    titleField: 'title',
    fields,
    stages: [
      { id: 'caring', label: label('cells.care.stage.caring'), open: true },
      { id: 'ended', label: label('cells.care.stage.ended'), open: false },
      { id: 'voided', label: label('cells.care.stage.voided'), open: false },
    ],
    tasks: [
      {
        kind: 'visit',
        label: label('cells.care.task.visit'),
        dueFrom: 'dueOn',
        limitFrom: { count: 'visitEvery', unit: 'visitUnit' },
        amberShare: 0.8,
        ladder: [
          { step: 'remind', hoursAfterDue: 1 },
          { step: 'supervise', hoursAfterDue: 72 },
        ],
      },
    ],
    actions,
  },
  (values) => ({ title: titleOf(values['need'], values['moreNeeds']) }),
)

/** The kinds of need in words, so that an entry's name says nothing that names the person. */
function titleOf(need: unknown, more: unknown): string {
  const all = [need, ...(Array.isArray(more) ? (more as unknown[]) : [])]
  const known = careNeeds.filter((one) => all.includes(one))
  return known.map((one: CareNeed) => zhCN[`cells.care.need.${one}`]).join('、')
}
