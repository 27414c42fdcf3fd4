import { AsyncResource } from 'node:async_hooks'
import { type Database, isAway, isFull, refuseBesideTransaction, type Tx } from '#kernel/db/server'
import type { EntryState } from '../model/state.ts'
import { linkTargets } from './links.ts'
import {
  type Call,
  NotTogether,
  performActions,
  type PerformDeps,
  type Performed,
  performTogether,
} from './perform.ts'

/** What is written beside a call's actions in the same transaction, where what they lead to asks for it. */
export type Beside = {
  wanted(states: readonly EntryState[]): boolean
  write(tx: Tx, performed: Performed): Promise<void>
}

type Waiting = {
  call: Call
  beside: Beside | undefined
  /** The client key and the entries, which one call at a time may touch. */
  touches: readonly string[]
  settle: (outcome: Performed | Promise<Performed>) => void
}

/** A statement for many is still planned and sent as one; more would keep the first of them waiting. */
const togetherMax = 16
/** Transactions at a time. Those that come meanwhile form the next: the fuller the house, the less each one costs. */
const transactionsMax = 2

/**
 * Lets calls that come at the same time share a transaction. PostgreSQL and the server need half as much for a
 * registration of eight as for one alone, since a statement opens the same tables and indexes, and a commit waits for the
 * disk once. Nobody waits for company: a call that finds a transaction free goes at once.
 *
 * A shared transaction waits for nobody's lock (but see `Locks`), and what goes wrong for one in it rolls it back for all.
 * Who is known to be refused, or to need what is locked, then goes in a transaction of its own, as if nobody else were
 * there, and the rest go together once more; where it isn't known who, each goes alone.
 */
export class GroupCommit {
  readonly #db: Database
  readonly #deps: PerformDeps
  readonly #onCommit: () => void
  readonly #touched = new Set<string>()
  /** Outside any caller's chain: a transaction belongs to none of those who share it. */
  readonly #outside = new AsyncResource('GroupCommit')
  #waiting: Waiting[] = []
  #transactions = 0

  constructor(db: Database, deps: PerformDeps, onCommit: () => void) {
    this.#db = db
    this.#deps = deps
    this.#onCommit = onCommit
  }

  /** See `performActions`. One action goes in the order of arrival, but after those that touch the same entry or key. */
  async perform(call: Call, beside?: Beside): Promise<Performed> {
    refuseBesideTransaction()
    if (call.requests.length !== 1) return this.#outside.runInAsyncScope(() => this.#alone(call, beside))
    return new Promise<Performed>((settle) => {
      this.#waiting.push({ call, beside, touches: touchedBy(call), settle })
      this.#start()
    })
  }

  #start(): void {
    while (this.#transactions < transactionsMax) {
      const group = this.#next()
      if (group.length === 0) return
      this.#transactions += 1
      this.#outside.runInAsyncScope(() => void this.#run(group))
    }
  }

  #next(): Waiting[] {
    const group: Waiting[] = []
    const left: Waiting[] = []
    const ahead = new Set(this.#touched)
    for (const waiting of this.#waiting) {
      const isFree = group.length < togetherMax && waiting.touches.every((id) => !ahead.has(id))
      ;(isFree ? group : left).push(waiting)
      for (const id of waiting.touches) ahead.add(id)
    }
    this.#waiting = left
    for (const { touches } of group) for (const id of touches) this.#touched.add(id)
    return group
  }

  async #run(group: readonly Waiting[]): Promise<void> {
    try {
      const performed = await this.#together(group)
      for (const [index, waiting] of group.entries()) this.#settle(waiting, performed[index] as Performed)
    } catch (error) {
      // What was judged of one that had no company holds; that the database is away holds for all.
      const holds = !mustWait(error) && (group.length === 1 || isAway(error) || isFull(error))
      const apart = error instanceof NotTogether ? new Set(error.of) : undefined
      this.#again(group.filter((_waiting, index) => apart && !apart.has(index)))
      for (const waiting of group.filter((_waiting, index) => !apart || apart.has(index)))
        this.#settle(waiting, holds ? Promise.reject(error) : this.#alone(waiting.call, waiting.beside))
    } finally {
      this.#transactions -= 1
      this.#start()
    }
  }

  /** Before all that came since, so that those who touch the same keep their order. */
  #again(group: readonly Waiting[]): void {
    for (const { touches } of group) for (const id of touches) this.#touched.delete(id)
    this.#waiting = [...group, ...this.#waiting]
  }

  /** What it touched is free once it has its outcome, which may be a while after the shared transaction. */
  #settle({ touches, settle }: Waiting, outcome: Performed | Promise<Performed>): void {
    const free = () => {
      for (const id of touches) this.#touched.delete(id)
    }
    if (outcome instanceof Promise) {
      const freed = () => {
        free()
        this.#start()
      }
      outcome.then(freed, freed)
    } else free()
    settle(outcome)
  }

  async #together(group: readonly Waiting[]): Promise<Performed[]> {
    const calls = group.map(({ call }) => call)
    const isLast = (states: readonly (readonly EntryState[])[]) =>
      !group.some(({ beside }, index) => beside?.wanted(states[index] ?? []))
    const performed = await this.#db.transaction().execute(async (tx) => {
      const done = await performTogether(tx, this.#deps, calls, isLast)
      for (const [index, { beside }] of group.entries())
        await writeBeside(tx, beside, done[index] as Performed)
      return done
    })
    this.#onCommit()
    return performed
  }

  /** In a transaction of its own, which waits for whoever holds what it needs. */
  async #alone(call: Call, beside: Beside | undefined): Promise<Performed> {
    const isLast = (states: readonly EntryState[]) => !beside?.wanted(states)
    const performed = await this.#db.transaction().execute(async (tx) => {
      const done = await performActions(tx, this.#deps, call, isLast)
      await writeBeside(tx, beside, done)
      return done
    })
    if (!performed.replayed) this.#onCommit()
    return performed
  }
}

/** An entry, key or count that another transaction holds: whoever needs it waits in a transaction of its own. */
function mustWait(error: unknown): boolean {
  const lockNotAvailable = '55P03'
  return error instanceof NotTogether || (error as { code?: unknown }).code === lockNotAvailable
}

async function writeBeside(tx: Tx, beside: Beside | undefined, performed: Performed): Promise<void> {
  if (beside && !performed.replayed && beside.wanted(performed.states)) await beside.write(tx, performed)
}

function touchedBy({ actor, requests, clientKey }: Call): string[] {
  const entries = requests.flatMap((request) => [
    ...('entryId' in request ? [request.entryId] : []),
    ...linkTargets(request),
  ])
  return [`${actor.accountId} ${clientKey}`, ...new Set(entries)]
}
