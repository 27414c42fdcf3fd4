import { isAway, isFull, type Tx } from '#kernel/db/server'
import { addBoardEvents } from './board-total-store.ts'
import type { Engine } from './engine.ts'
import { type LiveMessage, liveEntry } from './live.ts'
import { refreshCases } from './statistics-projection.ts'
import { addToSeal, notifyLive, type OutboxRow, park, takeOutbox, tryRelayLock } from './relay-store.ts'

/** Told of every action once, in the transaction that takes it out of the outbox. */
export type Consumer = { name: string; consume(tx: Tx, rows: readonly OutboxRow[]): Promise<LiveMessage[]> }

type Options = { engine: Engine; consumers: readonly Consumer[]; onError: (error: unknown) => void }

const roundMs = 50
const idleMs = 500
const awayMs = 500
const lastMs = 5000
const batchSize = 500
const triesMax = 3

/**
 * The outbox's one relay: every 50 ms at most it takes what happened, sums it up for boards and statistics, lists it
 * for sealing, tells the consumers and notifies all processes once. What a consumer fails on three times is parked, so that one bad
 * row holds up nothing else.
 */
export class Relay {
  readonly #options: Options
  #timer: NodeJS.Timeout | undefined
  #stopped = true
  #running: Promise<void> = Promise.resolve()
  #failures = 0

  constructor(options: Options) {
    this.#options = options
  }

  start(): void {
    this.#stopped = false
    this.#options.engine.onCommit = () => this.#wake(roundMs)
    this.#wake(0)
  }

  /** Ends the rounds; what was done up to now is still told, as far as a few seconds go. */
  async stop(): Promise<void> {
    const wasAtWork = !this.#stopped
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
    if (wasAtWork) await this.#tellLast().catch(this.#options.onError)
  }

  async #tellLast(): Promise<void> {
    const until = performance.now() + lastMs
    while ((await this.#round()) > 0 && performance.now() < until);
  }

  /** Tells all that is waiting; for tests and for an orderly end. */
  async drain(): Promise<void> {
    while ((await this.#round()) > 0);
  }

  #soon = Number.POSITIVE_INFINITY

  #wake(ms: number): void {
    if (this.#stopped || this.#soon <= ms) return
    clearTimeout(this.#timer)
    this.#soon = ms
    this.#timer = setTimeout(() => {
      this.#soon = Number.POSITIVE_INFINITY
      this.#running = this.#running.then(() => this.#turn())
    }, ms)
    this.#timer.unref()
  }

  async #turn(): Promise<void> {
    try {
      const taken = await this.#round()
      this.#failures = 0
      this.#wake(taken === batchSize ? 0 : taken > 0 ? roundMs : idleMs)
    } catch (error) {
      this.#options.onError(error)
      // Without the database nothing was judged: no row is at fault, and it goes on as soon as there is one.
      if (isAway(error) || isFull(error)) return this.#wake(awayMs)
      this.#failures += 1
      this.#wake(Math.min(30_000, idleMs * 2 ** this.#failures))
    }
  }

  async #round(): Promise<number> {
    const { handle } = this.#options.engine
    return handle.db.transaction().execute(async (tx) => {
      if (!(await tryRelayLock(tx))) return 0
      // One at a time once something failed, so that the row at fault is known.
      const rows = await takeOutbox(tx, this.#failures > 0 ? 1 : batchSize)
      if (rows.length === 0) return 0
      await addToSeal(tx, rows)
      await addBoardEvents(
        tx,
        rows.flatMap((row) =>
          row.note.board.map(({ recordedAt, ...event }) => ({
            ...event,
            recorded_at: recordedAt,
            ledger_id: row.ledger_id,
          })),
        ),
      )
      await refreshCases(
        tx,
        this.#options.engine,
        rows.map((row) => row.entry_id),
      )
      const messages: LiveMessage[] = rows.map((row) => liveEntry(row.entry_id, row.seq, row.note))
      for (const consumer of this.#options.consumers)
        messages.push(...(await this.#consume(tx, consumer, rows)))
      await notifyLive(tx, pack(messages))
      return rows.length
    })
  }

  async #consume(tx: Tx, consumer: Consumer, rows: readonly OutboxRow[]): Promise<LiveMessage[]> {
    if (this.#failures < triesMax) return consumer.consume(tx, rows)
    await park(tx, rows, consumer.name, `failed ${triesMax} times`, this.#options.engine.clock.now())
    return []
  }
}

const notifyBytesMax = 7900

/** Messages in as few notifications as their size allows. */
function pack(messages: readonly LiveMessage[]): string[] {
  const packed: string[] = []
  let current: string[] = []
  let size = 2
  for (const message of messages) {
    const text = JSON.stringify(message)
    if (size + text.length + 1 > notifyBytesMax) {
      packed.push(`[${current.join()}]`)
      current = []
      size = 2
    }
    current.push(text)
    size += text.length + 1
  }
  if (current.length > 0) packed.push(`[${current.join()}]`)
  return packed
}
