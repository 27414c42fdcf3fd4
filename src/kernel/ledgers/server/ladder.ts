import { AppError, isAppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { rungAt, updatable } from '../model/task-changes.ts'
import { systemAccountId } from '../model/verdict.ts'
import { derivedKey } from './derived-key.ts'
import type { Engine } from './engine.ts'
import { findEntry } from './entry-store.ts'
import { type OverdueTask, tasksForLadder } from './task-store.ts'
import { everything } from './visibility-store.ts'

/** The kernel as an actor: nobody signs in as account 0. */
export const systemActor: Actor = {
  accountId: systemAccountId,
  positionId: 0,
  organisationId: 0,
  name: 'system',
  role: 'system',
  divisions: [],
  ledgers: 'all',
  sensitivity: 3,
  rights: ['ledgers.read_all'],
  locale: 'zh-CN',
}

/** The same task and rung always give the same key: two processes that climb at once climb once. */
function rungKey(taskId: string, rung: number): string {
  return derivedKey(`ladder/${taskId}/${rung}`)
}

const batchSize = 200

/**
 * Climbs the escalation ladder: for every open task whose next rung is due, remind, supervise or circulate is logged
 * on its entry. Answers how many rungs were climbed.
 */
export async function climbLadder(engine: Engine): Promise<number> {
  let climbed = 0
  for (;;) {
    const tasks = await tasksForLadder(engine.handle.db, engine.clock.now(), batchSize)
    let steps = 0
    for (const task of tasks) if (await climb(engine, task)) steps += 1
    climbed += steps
    // Several rungs may have come due while nobody ran; what can't be climbed now is left for the next time.
    if (steps === 0) return climbed
  }
}

async function climb(engine: Engine, { id, entryId, rung }: OverdueTask): Promise<boolean> {
  const loaded = await findEntry(engine.handle.db, entryId, everything)
  const found = loaded && engine.found(loaded)
  const task = found?.state.tasks.find((item) => item.id === id)
  const kind = found?.ledger.definition.tasks.find((item) => item.kind === task?.kind)
  if (!found || !task || !kind || task.rung !== rung) return false
  const step = kind.ladder[rung]?.step
  if (!step) return false
  const next = { ...updatable(task), rung: rung + 1, rungAt: rungAt(kind, rung + 1, task.dueAt) }
  try {
    await engine.perform(
      systemActor,
      [{ entryId, expectedSeq: found.state.seq, action: step, input: { task: task.kind }, updates: [next] }],
      rungKey(id, rung),
    )
    return true
  } catch (error) {
    // Somebody acted on the entry meanwhile: the next round looks again.
    if (isAppError(error) && error instanceof AppError && error.code === 'ledgers.changed_meanwhile')
      return false
    throw error
  }
}
