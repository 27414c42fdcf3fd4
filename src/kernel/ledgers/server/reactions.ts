import { isAway, isFull, type Tx } from '#kernel/db/server'
import { AppError, isAppError } from '#kernel/errors/model'
import type { Link, Relation } from '../model/links.ts'
import {
  type Because,
  type Circle,
  circles,
  depthMax,
  givenValues,
  type Reaction,
  registerAction,
} from '../model/reactions.ts'
import { type Change, type EntryState, stateAsOf } from '../model/state.ts'
import { derivedKey } from './derived-key.ts'
import type { Engine } from './engine.ts'
import { everything } from './visibility-store.ts'
import { findEntry } from './entry-store.ts'
import { systemActor } from './ladder.ts'
import { changeOf, readLog, toLogged } from './log-store.ts'
import type { ActionRequest } from './perform.ts'
import type { Consumer } from './relay.ts'
import {
  type Due,
  type DueKey,
  entriesInCircle,
  type Fault,
  listDue,
  listEffects,
  lockDue,
  noteReactions,
  recordEffect,
  renew,
  renewDone,
  settle,
} from './reaction-store.ts'

/**
 * Notes what actions make happen elsewhere, in the transaction that takes them out of the outbox; and what happened
 * already and goes for an entry that was linked later.
 */
export function reactionConsumer(engine: Engine): Consumer {
  return {
    name: 'reactions',
    consume: async (tx, rows) => {
      const due = rows.flatMap(({ entry_id: entryId, seq, at, note }) =>
        (note.reactions ?? []).map((reaction) => ({ entryId, seq, reaction, at })),
      )
      if (due.length > 0) await noteReactions(tx, due)
      for (const { note } of rows) for (const link of note.links ?? []) await renewFor(tx, engine, link)
      return []
    },
  }
}

/** What the entry at the other end of a new link said to its circle before goes for the newcomer too. */
async function renewFor(tx: Tx, engine: Engine, { entryId, relation }: Link): Promise<void> {
  const loaded = await findEntry(tx, entryId, everything)
  if (!loaded) return
  const { ledger, state } = engine.found(loaded)
  const late = (ledger.definition.reactions ?? [])
    .filter(
      ({ act, on }) => act?.late && inwardRelation(act.on) === relation && on.action in state.marks.done,
    )
    .map(({ id }) => id)
  if (late.length > 0) await renewDone(tx, entryId, late, engine.clock.now())
}

function inwardRelation(on: NonNullable<Reaction['act']>['on']): Relation | undefined {
  if (typeof on !== 'string') return undefined
  const { relation, outward } = circles[on]
  return outward ? undefined : relation
}

const minuteMs = 60_000
/** How long to wait after each failure; then it stays for a person. */
const waits = [1, 5, 30, 120, 720].map((minutes) => minutes * minuteMs)
const batchSize = 100
/** What trying again can't mend. */
const final: ReadonlySet<string> = new Set(['ledgers.reaction_loops', 'ledgers.reactions_too_deep'])

/** Does every reaction that is due. Answers how many were done. */
export async function runReactions(engine: Engine): Promise<number> {
  let done = 0
  for (;;) {
    const due = await listDue(engine.handle.db, engine.clock.now(), batchSize)
    for (const one of due) if (await runReaction(engine, one)) done += 1
    if (due.length < batchSize) return done
  }
}

/** Has a reaction that failed run at once, with all its tries before it. */
export async function runAgain(engine: Engine, key: DueKey): Promise<void> {
  if (!(await renew(engine.handle.db, key, engine.clock.now())))
    throw new AppError('ledgers.reaction_not_failed', { status: 409 })
  await runReaction(engine, { ...key, tries: 0 })
}

async function runReaction(engine: Engine, due: Due): Promise<boolean> {
  const now = engine.clock.now()
  const { db } = engine.handle
  try {
    const circle = await perform(engine, due)
    await db.transaction().execute(async (tx) => {
      if (!(await lockDue(tx, due))) return
      // Who was linked while it ran waits for the next round.
      const done = await listEffects(tx, due)
      const all = circle ? await entriesInCircle(tx, due.entryId, circle) : []
      if (all.every((id) => done.includes(id)))
        await settle(tx, due, { state: 'done', nextAt: now, now, fault: null })
    })
    return true
  } catch (error) {
    // Without the database, or without room in it, nothing was tried: the next round does it.
    if (isAway(error) || isFull(error)) throw error
    // What is no refusal is nobody's rule: the job reports it, and the reaction is tried again like any other.
    const fault: Fault = isAppError(error)
      ? { code: error.code, params: error.params }
      : { code: 'ledgers.reaction_broke', params: {} }
    const wait = final.has(fault.code) ? undefined : waits[due.tries]
    const state = wait === undefined ? 'failed' : 'due'
    await settle(db, due, { state, nextAt: new Date(now.getTime() + (wait ?? 0)), now, fault })
    if (!isAppError(error)) throw error
    return false
  }
}

type Cause = { due: Due; state: EntryState; change: Change; reaction: Reaction; because: Because }

/** Answers the circle that late links belong to. */
async function perform(engine: Engine, due: Due): Promise<(typeof circles)[Circle] | undefined> {
  const cause = await readCause(engine, due)
  const { reaction, state, change } = cause
  if (reaction.register) await registerIn(engine, cause, reaction.register)
  const { act } = reaction
  if (!act) return undefined
  const targets = await targetsOf(engine, due.entryId, act.on, state)
  const failures: Error[] = []
  for (const entryId of targets) {
    const error = await once(engine, cause, entryId, async (tx) => {
      // A row goes into the list as it stands, so what is acted on is read with its step.
      const target = (await findEntry(tx, entryId, everything))?.state
      const input = givenValues(act.input, state, change, target)
      return { entryId, expectedSeq: target?.seq ?? 0, action: act.action, input }
    })
    // One that refuses doesn't keep the others from it.
    if (error !== undefined) failures.push(error)
  }
  if (failures[0]) throw failures[0]
  return act.late && typeof act.on === 'string' ? circles[act.on] : undefined
}

async function targetsOf(
  engine: Engine,
  entryId: string,
  on: NonNullable<Reaction['act']>['on'],
  { values }: EntryState,
): Promise<string[]> {
  if (typeof on === 'string') return entriesInCircle(engine.handle.db, entryId, circles[on])
  const named = values[on.field]
  return typeof named === 'string' ? [named] : []
}

async function registerIn(
  engine: Engine,
  cause: Cause,
  { ledger, fields, link }: NonNullable<Reaction['register']>,
): Promise<void> {
  const { due, state, change } = cause
  const action = registerAction(engine.book.current(engine.book.get(ledger)).definition)
  const request: ActionRequest = {
    ledger,
    divisionCode: state.divisionCode,
    action: action?.id ?? '',
    input: givenValues(fields, state, change),
    ...(link ? { links: [{ entryId: due.entryId, relation: link }] } : {}),
  }
  const error = await once(engine, cause, null, async () => request)
  if (error !== undefined) throw error
}

/**
 * Takes one action of a reaction, with the note that it was taken, in a transaction of its own; two processes take it
 * once. Answers what went wrong.
 */
async function once(
  engine: Engine,
  { due, state, because }: Cause,
  target: string | null,
  requestIn: (tx: Tx) => Promise<ActionRequest>,
): Promise<Error | undefined> {
  const actor = { ...systemActor, organisationId: state.organisationId }
  const key = derivedKey(`reaction/${due.entryId}/${due.seq}/${due.reaction}/${target ?? ''}`)
  try {
    await engine.handle.db.transaction().execute(async (tx) => {
      if (!(await lockDue(tx, due))) return
      const done = await listEffects(tx, due)
      if (target === null ? done.length > 0 : done.includes(target)) return
      const { results } = await engine.performIn(tx, actor, [{ ...(await requestIn(tx)), because }], key)
      const [result] = results
      if (result) await recordEffect(tx, due, { id: result.entryId, seq: result.seq })
    })
    engine.onCommit()
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** The entry as the action left it that gave cause, what the action said, and where the chain stands. */
async function readCause(engine: Engine, due: Due): Promise<Cause> {
  const { entryId, seq } = due
  const loaded = await findEntry(engine.handle.db, entryId, everything)
  if (!loaded) throw new AppError('ledgers.reaction_gone', { status: 404 })
  const log = (await readLog(engine.handle.db, entryId)).filter((row) => row.seq <= seq)
  const known = engine.book.getById(loaded.ledgerId)
  const state = stateAsOf(entryId, log.map(toLogged), '9999-12-31', 'recorded')
  const last = log.at(-1)
  const reaction =
    state &&
    engine.book.version(known, state.version).definition.reactions?.find(({ id }) => id === due.reaction)
  if (!state || !last || !reaction) throw new AppError('ledgers.reaction_gone', { status: 404 })
  const change = changeOf(last.body)
  const depth = (change.because?.depth ?? 0) + 1
  await refuseLoop(engine, due, change.because)
  if (depth > depthMax)
    throw new AppError('ledgers.reactions_too_deep', { status: 409, params: { max: depthMax } })
  return { due, state, change, reaction, because: { entryId, seq, reaction: due.reaction, depth } }
}

/** The same reaction of the same entry further up the chain: it would go round for ever. */
async function refuseLoop(engine: Engine, due: Due, from: Because | undefined): Promise<void> {
  for (let at = from; at !== undefined; ) {
    const { entryId, seq, reaction }: Because = at
    if (entryId === due.entryId && reaction === due.reaction)
      throw new AppError('ledgers.reaction_loops', { status: 409 })
    const row = (await readLog(engine.handle.db, entryId)).find((item) => item.seq === seq)
    at = row && changeOf(row.body).because
  }
}
