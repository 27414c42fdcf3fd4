import type { LedgerInput } from '#kernel/ledgers/model'

export type ActionInput = LedgerInput['actions'][number]

export const label = (en: string) => ({ 'zh-CN': en, en })
export const role = (name: string) => ({ who: 'role', role: name }) as const
export const holder = (task: string) => ({ who: 'holder', task }) as const
export const office = role('project_office')
export const leader = role('district_leader')
export const registrant = { who: 'registrant' } as const
export const toOffice = { to: 'role', role: 'project_office' } as const
export const toLeader = { to: 'role', role: 'district_leader' } as const
export const held = (task: string) => ({ to: 'holder', task }) as const
export const reason = { name: 'reason', label: label('Reason'), kind: 'text', required: true } as const
export const yesNo = (yes: string, no: string) => ({
  outcomes: [yes, no].map((id) => ({ id, label: label(id) })),
})
export const atWork = [
  'registered',
  'correcting',
  'accepted',
  'handling',
  'suspended',
  'completed',
  'verified',
  'reviewed',
  'publicised',
  'approved',
  'issued',
]

export const action = (
  id: ActionInput['word'],
  rest: Omit<ActionInput, 'id' | 'word' | 'label'> & { id?: string },
): ActionInput => ({
  word: id,
  label: label(rest.id ?? id),
  ...rest,
  id: rest.id ?? id,
})
