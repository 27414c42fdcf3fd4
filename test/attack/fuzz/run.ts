import { Random } from '../../../bench/data/random.ts'
import type { Operation } from './api.ts'
import { damage } from './damage.ts'
import { draftOf, type Ground, wireOf } from './draft.ts'
import { faultsOf } from './judge.ts'
import { send, type Wire } from './wire.ts'

export type Caller = { name: string; cookie: string | undefined; rights: readonly string[] }

export type Assault = {
  operations: readonly Operation[]
  callers: readonly Caller[]
  ground: Ground
  host: string
  port: number
  seed: number
  limitMs: number
  /** Each request comes from an address of its own in 127.0.0.0/8, so that limits for each address stop few. */
  spread: boolean
}

export type Planned = {
  index: number
  caller: Caller
  operation: Operation
  harms: string[]
  wire: Wire
  path: string
  loose: boolean
}

export type Finding = Planned & { faults: string[]; said: string }
export type Tally = {
  requests: number
  byStatus: Map<number, number>
  findings: Finding[]
  slowestMs: number
}

/** What a line may be closed upon without a word: where no request can be told any more. */
const unreadable =
  /^(a length|broken chunks|a broken head|another version|a large head|another method|another target|a header)/

/** Who gets far with an operation, and now and then anybody. */
function likely({ open, right }: Operation, callers: readonly Caller[], random: Random): readonly Caller[] {
  if (open || random.below(8) === 0) return callers
  const rightful = callers.filter(
    ({ cookie, rights }) => cookie !== undefined && (right === undefined || rights.includes(right)),
  )
  return rightful.length > 0 ? rightful : callers
}

/** The request of a number, the same for a seed wherever it is made. */
export function plan(index: number, { operations, callers, ground, seed }: Assault): Planned {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b))
  const operation = random.pick(operations)
  const caller = random.pick(likely(operation, callers, random))
  const draft = draftOf(operation, caller.cookie, random, ground)
  // One in eight stays whole, so that what is damaged next to it meets something.
  const harms = random.below(8) === 0 ? [] : damage(draft, random, ground)
  const loose = harms.some((harm) => unreadable.test(harm))
  return { index, caller, operation, harms, wire: wireOf(draft), path: draft.path, loose }
}

async function attempt(planned: Planned, { host, port, limitMs, spread }: Assault) {
  const { index, wire, path, loose } = planned
  const from = spread ? `127.${1 + (index % 200)}.${(index >> 8) & 255}.${1 + (index % 251)}` : undefined
  const heard = await send({ host, port, from }, wire, limitMs)
  return { heard, faults: faultsOf(heard, { path, cut: wire.cut, loose }, limitMs) }
}

export type Watch = {
  isUp: () => boolean
  /** Now and then: how many are done. */
  progress?: (done: number) => Promise<void> | void
}

/** Sends the requests of the numbers, several at a time, and answers what was wrong with which. */
export async function assault(
  setup: Assault,
  numbers: Iterable<number>,
  { isUp, progress }: Watch,
  lanes = 8,
): Promise<Tally> {
  const tally: Tally = { requests: 0, byStatus: new Map(), findings: [], slowestMs: 0 }
  const left = numbers[Symbol.iterator]()
  const lane = async () => {
    for (let next = left.next(); !next.done && isUp(); next = left.next()) {
      const planned = plan(next.value, setup)
      const { heard, faults } = await attempt(planned, setup)
      if (!isUp()) faults.push('the process ended while this was asked')
      tally.requests += 1
      tally.slowestMs = Math.max(tally.slowestMs, heard.ms)
      tally.byStatus.set(heard.status, (tally.byStatus.get(heard.status) ?? 0) + 1)
      const said = `${heard.status} ${heard.body.toString('utf8').slice(0, 300)}`
      if (faults.length > 0) tally.findings.push({ ...planned, faults, said })
      if (tally.requests % 1000 === 0 && isUp()) await progress?.(tally.requests)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return tally
}
