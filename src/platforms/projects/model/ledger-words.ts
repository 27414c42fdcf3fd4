import { type LedgerInput, role } from '#kernel/ledgers/model'
import { label } from './labels.ts'

/* What the ledgers of projects say alike: parties, fields and actions that mean the same in each of them. */

type Action = LedgerInput['actions'][number]
type Field = LedgerInput['fields'][number]
type Parties = Action['by']

export const office = role('project_office')
export const bureau = role('bureau_handler')
export const leader = role('district_leader')

/** Who works on a project day by day. */
export const team = [role('steward'), role('steward_secretary'), role('task_force_leader'), office]
/** Who may ask others for something on its behalf. */
export const advocates = [
  role('steward'),
  role('steward_secretary'),
  role('sponsor'),
  role('task_force_leader'),
  office,
]

export const reason = {
  name: 'reason',
  label: label('projects.field.reason'),
  kind: 'text',
  required: true,
} as const

/** The project that an entry belongs to. */
export const projectField = {
  name: 'project',
  label: label('projects.problem.field.project'),
  kind: 'entry',
  ledger: 'project',
  required: true,
  filter: true,
  column: true,
} as const satisfies Field

/** Whether the entry is invented, for the demonstration. */
export const demonstrationField = {
  name: 'demonstration',
  label: label('projects.field.demonstration'),
  kind: 'boolean',
  filter: true,
} as const satisfies Field

/** A word beside the course, which moves nothing. */
export const commentAction = (from: string[], by: Parties): Action => ({
  id: 'comment',
  word: 'comment',
  label: label('projects.action.comment'),
  from,
  by,
  asks: [{ name: 'text', label: label('projects.field.comment'), kind: 'long_text', required: true }],
})

/** What should never have been registered: struck from every count, with the reason. */
export const voidAction = (from: string[], by: Parties): Action => ({
  id: 'void',
  word: 'void',
  label: label('projects.action.void'),
  from,
  to: 'voided',
  by,
  closes: 'all',
  asks: [reason],
})
