import { Worker } from 'node:worker_threads'
import { AppError } from '#kernel/errors/model'
import type { CodeRules, Edited } from '../model/topology/apply-edits.ts'
import type { Coverage } from '../model/topology/coverage.ts'
import type { Incoming } from '../model/topology/take-over.ts'
import type { TakeOverJob, TakeOverReply } from './take-over-worker.ts'

/** `takeOver` in a thread of its own: ten thousand shapes take some ten seconds, and others want to be served. */
export async function takeOverInThread(
  before: Coverage,
  incoming: readonly Incoming[],
  { fits, ...rules }: CodeRules,
): Promise<Edited> {
  const codes = incoming.map(({ naming }) => naming.code)
  const job: TakeOverJob = { before, incoming, rules, fitting: new Set(codes.filter((code) => fits(code))) }
  const worker = new Worker(new URL('./take-over-worker.ts', import.meta.url), { workerData: job })
  const reply = await new Promise<TakeOverReply>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the thread that takes shapes over has stopped')))
  }).finally(() => void worker.terminate())
  if ('edited' in reply) return reply.edited
  if ('refusal' in reply) throw new AppError(reply.refusal, { status: 422 })
  throw new Error(reply.error)
}
