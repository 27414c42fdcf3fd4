import { newId } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { EntryState } from '#kernel/ledgers/model'
import { type PlatformDeps, statesOf } from '#kernel/ledgers/server'
import type { Answer } from '../../model/hotline/orders.ts'
import { intakeActor } from '../incidents/intake-actor.ts'
import { answeredEntries, findHanded, lockAnswered, markHanded } from './order-store.ts'

export type HandDeps = Pick<PlatformDeps, 'engine' | 'organisationOfRole' | 'clock'>

export const batchMax = 500

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

export function answerOf({ values, no, effectiveAt }: EntryState): Answer {
  return {
    externalNo: textOf(values['externalNo']),
    no,
    answer: textOf(values['answer']),
    solved: typeof values['solved'] === 'string' ? values['solved'] : null,
    answeredAt: effectiveAt,
  }
}

/** Answers that wait to be taken; to look at them changes nothing. */
export async function waitingAnswers({ engine }: HandDeps, districts: readonly string[]): Promise<Answer[]> {
  const { db } = engine.handle
  const states = await statesOf(engine, db, await answeredEntries(db, districts, batchMax))
  return states.map(answerOf)
}

type By = { districts: readonly string[]; by: string }

/** Gives every answer that waits, as one batch; each is logged on its order as given, and is not given again. */
export async function handBackAll(
  deps: HandDeps,
  { districts, by }: By,
  batch: string,
): Promise<{ batch: string; orders: number }> {
  const orders = await give(deps, { districts, by }, batch)
  if (orders === 0) throw new AppError('hotline.nothing_to_return', { status: 409 })
  return { batch, orders }
}

/** A program says that it has the answer to one order, under a number of its own. Saying it again changes nothing. */
export async function acknowledge(
  deps: HandDeps,
  { districts, by }: By,
  externalNo: string,
  receipt: string,
): Promise<{ externalNo: string; batch: string; handedBackAt: string }> {
  await give(deps, { districts, by }, receipt, externalNo)
  const handed = await findHanded(deps.engine.handle.db, districts, externalNo)
  if (!handed)
    throw new AppError('hotline.unknown_order', { status: 404, params: { no: externalNo.slice(0, 60) } })
  return { externalNo, batch: handed.batch, handedBackAt: handed.at.toISOString() }
}

async function give(
  { engine, organisationOfRole, clock }: HandDeps,
  { districts, by }: By,
  batch: string,
  externalNo?: string,
): Promise<number> {
  const at = clock.now()
  const given = await engine.handle.db.transaction().execute(async (tx) => {
    const held = await lockAnswered(tx, districts, batchMax, externalNo)
    if (held.length === 0) return 0
    await engine.performIn(
      tx,
      { ...intakeActor({ organisationOfRole }, districts[0] ?? ''), divisions: [...districts] },
      held.map(({ entryId, seq }) => ({
        entryId,
        expectedSeq: seq,
        action: 'hand_back',
        byProgram: true,
        input: { batch },
      })),
      newId(at),
    )
    await markHanded(
      tx,
      held.map(({ entryId }) => entryId),
      { batch, at, by },
    )
    return held.length
  })
  if (given > 0) engine.onCommit()
  return given
}
