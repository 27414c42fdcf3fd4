/** A process that serves writes, as the server does, until it is killed: started by `kill.test.ts`. */
import { loadOrCreateKeys } from '#kernel/crypto/server'
import { migrate, openDatabase } from '#kernel/db/server'
import { isAppError } from '#kernel/errors/model'
import { type ActionRequest, Relay, takeCheckpoint } from '#kernel/ledgers/server'
import { systemClock } from '#kernel/time/model'
import { dataFolder } from '../../src/main/data-folder.ts'
import { openToyEngine, toyActors } from '../toy/toy-engine.ts'

export type Ask = { id: number; actor: 'steward' | 'office'; requests: ActionRequest[]; key: string }
export type Answer =
  | { state: 'starting' | 'ready' }
  | { id: number; results: { entryId: string; seq: number }[]; replayed: boolean }
  | { id: number; code: string; actual: number }

const [root = '', url = ''] = process.argv.slice(2)
const folder = dataFolder(root)
const tell = (answer: Answer) => process.send?.(answer)

tell({ state: 'starting' })
const handle = await openDatabase({ url: url || undefined, dataDir: folder.embedded })
await migrate(handle)
const keys = await loadOrCreateKeys(folder.keys, { create: true })
const engine = await openToyEngine({ handle, keys, clock: systemClock })
const actors = toyActors()
const fail = (error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exit(3)
}
const relay = new Relay({ engine, consumers: [], onError: fail })
relay.start()

/** Sealing goes on all the time, so that kills fall between its file and its commit, too. */
const stopping = new AbortController()
async function seal(): Promise<void> {
  const deps = { handle, keys, clock: systemClock, folder: folder.checkpoints, actionsMax: 7 }
  while (!stopping.signal.aborted) {
    await takeCheckpoint(deps)
    await new Promise(setImmediate)
  }
  await relay.stop()
  await relay.drain()
  while (await takeCheckpoint(deps));
}
const sealing = seal().catch(fail)

async function answer({ id, actor, requests, key }: Ask): Promise<void> {
  try {
    const { results, replayed } = await engine.perform(actors[actor], requests, key)
    tell({ id, results, replayed })
  } catch (error) {
    if (!isAppError(error)) throw error
    tell({ id, code: error.code, actual: Number(error.params['actual'] ?? 0) })
  }
}

process.on('disconnect', () => process.exit(4))
process.on('message', (message: Ask | 'stop') => {
  if (message !== 'stop') return void answer(message).catch(fail)
  stopping.abort()
  void sealing
    .then(() => handle.close())
    .then(() => process.exit(0))
    .catch(fail)
})
tell({ state: 'ready' })
