import type { Desk, Reply } from './desk.ts'

type Entry = { id: string; seq: number }
type Ask = { path: string; body: Record<string, unknown>; key: string; entry: Entry | undefined }
export type Done = { id: string; seq: number; ms: number }

const places = ['211302001', '211302003', '211302004', '211302009', '211302100']
const entriesMax = 40

/** One who writes: sends, and sends the same again with the same key until it is answered. */
export class Writer {
  readonly #choose: (below: number) => number
  readonly #own: Entry[] = []
  readonly #answered: { ask: Ask; done: Done }[] = []
  #pending: Ask | undefined
  readonly acknowledged: Done[] = []
  /** Answers that say why not; nothing was written. */
  readonly refused: Reply[] = []
  readonly faults: string[] = []
  /** Whether something is on the way and not answered yet. */
  isAsking = false

  constructor(choose: (below: number) => number) {
    this.#choose = choose
  }

  get hasPending(): boolean {
    return this.#pending !== undefined
  }

  /** Writes until it shall stop or the line ends. */
  async write(desk: Desk, shallStop: () => boolean, restMs = 0): Promise<void> {
    while (!shallStop()) {
      if ((await this.one(desk)) === 'lost') return
      if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs))
    }
  }

  /** Sends what is still without an answer, else something new, now and then something answered once more. */
  async one(desk: Desk, timeoutMs = 30_000): Promise<'done' | 'refused' | 'lost'> {
    if (this.#pending === undefined && this.#answered.length > 0 && this.#choose(12) === 0)
      return this.#again(desk)
    this.#pending ??= this.#next()
    const ask = this.#pending
    this.isAsking = true
    const reply = await desk.send('POST', ask.path, { key: ask.key, body: ask.body, timeoutMs })
    this.isAsking = false
    if (reply === 'lost') return 'lost'
    if (reply.status < 300) {
      this.#take(ask, reply)
      return 'done'
    }
    if (reply.status === 409) this.#meanwhile(ask, reply)
    else this.refused.push(reply)
    return 'refused'
  }

  #take(ask: Ask, reply: Reply): void {
    const { id, seq } = JSON.parse(reply.text) as Entry
    // An answer shows the entry as it is by then: the house may have acted on it between a first try and the second.
    const done = { id, seq: ask.entry ? Number(ask.body['expectedSeq']) + 1 : 1, ms: reply.ms }
    this.acknowledged.push(done)
    this.#pending = undefined
    if (ask.entry) ask.entry.seq = Math.max(ask.entry.seq, seq)
    else this.#own.push({ id, seq })
    if (this.#own.length > entriesMax) this.#own.shift()
    this.#answered.push({ ask, done })
    if (this.#answered.length > entriesMax) this.#answered.shift()
  }

  /** The house itself acted on the entry: nothing was written, and the next time it is known. */
  #meanwhile(ask: Ask, reply: Reply): void {
    const { code, params } = JSON.parse(reply.text) as { code: string; params?: { actual?: number } }
    if (code !== 'ledgers.changed_meanwhile') this.faults.push(reply.text)
    if (ask.entry) ask.entry.seq = Number(params?.actual ?? ask.entry.seq + 1)
    this.#pending = undefined
  }

  /** What was answered is answered the same to the same key. */
  async #again(desk: Desk): Promise<'done' | 'refused' | 'lost'> {
    const known = this.#answered[this.#choose(this.#answered.length)]
    if (!known) return 'done'
    const { ask, done } = known
    const reply = await desk.send('POST', ask.path, { key: ask.key, body: ask.body })
    if (reply === 'lost') return 'lost'
    if (reply.status >= 500) {
      this.refused.push(reply)
      return 'refused'
    }
    const { id } = JSON.parse(reply.text) as Entry
    if (reply.status >= 300 || id !== done.id) this.faults.push(`sent again: ${reply.status} ${reply.text}`)
    return 'done'
  }

  #next(): Ask {
    const entry = this.#choose(4) === 0 ? undefined : this.#own[this.#choose(this.#own.length)]
    const key = crypto.randomUUID()
    if (!entry) {
      const fields = {
        subject: `case ${this.#choose(1e9)}`,
        ...(this.#choose(3) === 0 ? { dueOn: '2026-01-05' } : {}),
      }
      const divisionCode = places[this.#choose(places.length)]
      return { path: '/api/ledgers/break_case/entries', body: { fields, divisionCode }, key, entry }
    }
    const [action, input] =
      this.#choose(2) === 0
        ? ['comment', { text: `note ${this.#choose(1e6)}` }]
        : ['report', { cost: this.#choose(1e9) }]
    return {
      path: `/api/entries/${entry.id}/actions/${action}`,
      body: { expectedSeq: entry.seq, input },
      key,
      entry,
    }
  }
}

/** Everybody's acknowledged actions. */
export const acknowledgedBy = (writers: readonly Writer[]): string[] =>
  writers.flatMap((writer) => writer.acknowledged.map(({ id, seq }) => `${id}/${seq}`))

/** Has what is still without an answer sent until it is answered. */
export async function settle(writers: readonly Writer[], desk: Desk): Promise<boolean> {
  for (const writer of writers)
    for (let tries = 0; writer.hasPending && tries < 20; tries += 1) await writer.one(desk)
  return writers.every((writer) => !writer.hasPending)
}
