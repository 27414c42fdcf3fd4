import type { Tx } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { noteChanges } from '../people/change-store.ts'

type Noted = { division: string; kind: string; reason: string; detail: Record<string, unknown> }

/** What was changed of a division's duty, beside it. */
export const noteShift = (tx: Tx, actor: Actor, now: Date, { division, ...rest }: Noted): Promise<void> =>
  noteChanges(tx, actor, now, [{ subject: 'shift', subjectId: division, divisionCode: division, ...rest }])
