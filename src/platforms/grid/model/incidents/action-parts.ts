import type { LedgerInput } from '#kernel/ledgers/model'
import { label } from './labels.ts'

export type Actions = LedgerInput['actions']

export const role = (name: string) => ({ who: 'role', role: name }) as const
export const holder = (task: string) => ({ who: 'holder', task }) as const
export const registrant = { who: 'registrant' } as const
export const system = { who: 'system' } as const
export const dispatcher = role('dispatcher')
export const supervisor = role('supervisor')
export const reason = {
  name: 'reason',
  label: label('incidents.field.reason'),
  kind: 'text',
  required: true,
} as const
export const remark = { name: 'remark', label: label('incidents.field.remark'), kind: 'text' } as const

export const commentText = {
  name: 'text',
  label: label('incidents.field.text'),
  kind: 'long_text',
  required: true,
} as const
/** What is shown with a comment: photos that a claimant adds, or that a phone took for what came too late. */
export const commentPhotos = {
  name: 'commentPhotos',
  label: label('incidents.field.photos'),
  kind: 'files',
  keepsOriginal: true,
} as const

/** What was proposed when somebody chose the category: never decided by itself, always on record beside the choice. */
export const proposed = { name: 'proposed', label: label('incidents.field.proposed'), kind: 'text' } as const

export const open = ['registered', 'dispatched', 'handling', 'completed', 'verified']
export const worked = ['dispatched', 'handling']
export const ended = ['closed', 'refused', 'voided']
