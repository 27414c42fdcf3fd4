import { parentPort, workerData } from 'node:worker_threads'
import { isAppError } from '#kernel/errors/model'
import type { CodeRules, Edited } from '../model/topology/apply-edits.ts'
import type { Coverage } from '../model/topology/coverage.ts'
import { type Incoming, takeOver } from '../model/topology/take-over.ts'

/** What the thread that takes shapes over is given: all of it can be copied. */
export type TakeOverJob = {
  before: Coverage
  incoming: readonly Incoming[]
  rules: Omit<CodeRules, 'fits'>
  /** Those of the incoming codes that are formed as the layer's are. */
  fitting: ReadonlySet<string>
}
export type TakeOverReply = { edited: Edited } | { refusal: `${string}.${string}` } | { error: string }

function work({ before, incoming, rules, fitting }: TakeOverJob): TakeOverReply {
  try {
    return { edited: takeOver(before, incoming, { ...rules, fits: (code) => fitting.has(code) }) }
  } catch (error) {
    if (isAppError(error)) return { refusal: error.code as `${string}.${string}` }
    return { error: String(error) }
  }
}

parentPort?.postMessage(work(workerData as TakeOverJob))
