/**
 * Who may act, said shortly, for declarations in code: `by: [role('steward'), holder('handle'), registrant]`. What each
 * means is told beside `Party` in `definition.ts`.
 */
export const role = (name: string) => ({ who: 'role', role: name }) as const
export const holder = (task: string) => ({ who: 'holder', task }) as const
export const held = (task: string) => ({ who: 'held', task }) as const
export const registrant = { who: 'registrant' } as const
export const system = { who: 'system' } as const
