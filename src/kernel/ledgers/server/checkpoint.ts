import type { Keys } from '#kernel/crypto/server'
import type { DatabaseHandle, Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import type { Clock } from '#kernel/time/model'
import { appendCheckpoints, cutTornLine, readBackwards } from './checkpoint-file.ts'
import {
  type Checkpoint,
  type CheckpointHead,
  checkpointHash,
  faultOf,
  follows,
  genesis,
  makeCheckpoint,
  placeOf,
  unpackLeaves,
} from './checkpoint-record.ts'
import {
  countWaiting,
  dropWaiting,
  findCheckpoint,
  findHead,
  findLastHead,
  insertCheckpoint,
  lockCheckpoints,
  takeUnsealed,
} from './checkpoint-store.ts'

export type CheckpointDeps = {
  handle: DatabaseHandle
  keys: Keys
  clock: Clock
  /** Outside the database: what is there, an intruder in the database cannot change. */
  folder: string
  /** Actions one checkpoint covers at most. */
  actionsMax?: number
}

export type TakenCheckpoint = { no: number; at: string; actions: number; total: number }

const actionsMaxDefault = 50_000

/**
 * Seals the actions that no checkpoint covers yet: a signed Merkle root, linked to the one before, in the database and
 * in `checkpoints.jsonl` outside it. Answers undefined where there is nothing new. When more than `actionsMax` wait,
 * the rest needs another call. Several processes may call at once. The file is written before the commit; after a
 * crash between the two the next call takes the file's line over, so that a signed line is never taken back.
 * @throws AppError ledgers.checkpoints_disagree where file and database contradict each other: `verify` tells what is wrong
 */
export async function takeCheckpoint(deps: CheckpointDeps): Promise<TakenCheckpoint | undefined> {
  const { handle, keys, clock, folder, actionsMax = actionsMaxDefault } = deps
  while (true) {
    const outcome = await handle.db.transaction().execute(async (tx) => {
      await lockCheckpoints(tx)
      await cutTornLine(folder)
      const last = await findLastHead(tx)
      const line = await lastLine(folder)
      if (!isSame(last, line)) return settle(tx, deps)
      const leaves = await takeUnsealed(tx, actionsMax)
      if (leaves.length === 0) return undefined
      const record = makeCheckpoint(last ? placeOf(last) : genesis, leaves, clock.now(), keys)
      await insertCheckpoint(tx, record)
      await appendCheckpoints(folder, [record])
      return toTaken(record)
    })
    if (outcome !== 'settled') return outcome
  }
}

function toTaken({ no, at, actions, total }: CheckpointHead): TakenCheckpoint {
  return { no, at, actions, total }
}

/** The newest line; a damaged one is passed over, which `verify` tells and which stops nothing. */
async function lastLine(folder: string): Promise<Checkpoint | undefined> {
  for await (const record of readBackwards(folder)) if (record) return record
  return undefined
}

function isSame(row: CheckpointHead | undefined, line: Checkpoint | undefined): boolean {
  if (row === undefined || line === undefined) return row === line
  return row.no === line.no && checkpointHash(row).equals(checkpointHash(line))
}

/**
 * Brings file and table to the same end, in a transaction of its own. A file that is behind is completed from the
 * table, whose records are signed; one line ahead is a checkpoint whose commit was lost, and is taken over when
 * everything in it still waits to be sealed.
 */
async function settle(tx: Tx, { folder, keys }: CheckpointDeps): Promise<'settled'> {
  const { common, ahead } = await findCommon(tx, folder)
  const base = common ? placeOf(common) : genesis
  const next = await findCheckpoint(tx, base.no + 1)
  if (next) {
    await completeFile(tx, folder, keys, base)
    return 'settled'
  }
  const [line] = ahead
  if (!line || ahead.length > 1) throw disagree(base.no + 1)
  const leaves = unpackLeaves(line.leaves)
  const fits = follows(line, base) && faultOf(line, keys.signing.publicKey) === undefined
  if (!fits || (await countWaiting(tx, leaves)) !== leaves.length) throw disagree(line.no)
  await insertCheckpoint(tx, line)
  await dropWaiting(tx, leaves)
  return 'settled'
}

/** The newest line of the file that the table has too, and the lines after it. */
async function findCommon(
  tx: Tx,
  folder: string,
): Promise<{ common: Checkpoint | undefined; ahead: Checkpoint[] }> {
  const ahead: Checkpoint[] = []
  for await (const line of readBackwards(folder)) {
    if (line === undefined) continue
    if (isSame(await findHead(tx, line.no), line)) return { common: line, ahead }
    ahead.unshift(line)
    if (ahead.length > 100) throw disagree(line.no)
  }
  return { common: undefined, ahead }
}

async function completeFile(
  tx: Tx,
  folder: string,
  keys: Keys,
  base: ReturnType<typeof placeOf>,
): Promise<void> {
  let last = base
  let missing: Checkpoint[] = []
  for (let row = await findCheckpoint(tx, last.no + 1); row; row = await findCheckpoint(tx, last.no + 1)) {
    if (!follows(row, last) || faultOf(row, keys.signing.publicKey) !== undefined) throw disagree(row.no)
    missing.push(row)
    last = placeOf(row)
    if (missing.length < 50) continue
    await appendCheckpoints(folder, missing)
    missing = []
  }
  if (missing.length > 0) await appendCheckpoints(folder, missing)
}

function disagree(no: number): AppError {
  return new AppError('ledgers.checkpoints_disagree', { status: 500, params: { no } })
}
