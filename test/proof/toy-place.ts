import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadOrCreateKeys } from '#kernel/crypto/server'
import { type DatabaseHandle, migrate, newId, openDatabase } from '#kernel/db/server'
import { Relay, takeCheckpoint } from '#kernel/ledgers/server'
import { systemClock } from '#kernel/time/model'
import { dataFolder } from '../../src/main/data-folder.ts'
import { openToyEngine, toyActors } from '../toy/toy-engine.ts'

/** A data folder, and a database of its own where the tests run on PostgreSQL, as the commands name them. */
export type ToyPlace = { root: string; url: string | undefined; args: string[]; remove(): Promise<void> }

const server = process.env['YIWANG_TEST_DATABASE']
export const onPostgres = server !== undefined && server !== 'embedded'

/** Where nothing is yet. */
export async function newPlace(
  kind: 'embedded' | 'postgres' = onPostgres ? 'postgres' : 'embedded',
): Promise<ToyPlace> {
  const root = mkdtempSync(join(tmpdir(), 'yiwang-place-'))
  if (kind === 'embedded' || server === undefined)
    return {
      root,
      url: undefined,
      args: ['--data', root],
      remove: async () => rmSync(root, { recursive: true }),
    }
  const outer = await openDatabase({ url: server, poolSize: 1 })
  const name = `yiwang_place_${randomUUID().replaceAll('-', '')}`
  await outer.script(`create database ${name}`)
  const inner = new URL(server)
  inner.pathname = `/${name}`
  return {
    root,
    url: inner.href,
    args: ['--data', root, '--database', inner.href],
    remove: async () => {
      await outer.script(`drop database ${name} with (force)`)
      await outer.close()
      rmSync(root, { recursive: true })
    },
  }
}

/** Opens the place's database for a moment. */
export async function within<T>(place: ToyPlace, work: (handle: DatabaseHandle) => Promise<T>): Promise<T> {
  const handle = await openDatabase({ url: place.url, dataDir: place.root, poolSize: 2 })
  try {
    return await work(handle)
  } finally {
    await handle.close()
  }
}

/** Puts some entries of the toy ledger there, sealed, with a file and keys beside. Answers their ids. */
export async function fill(
  place: ToyPlace,
  count: number,
  beside: (handle: DatabaseHandle) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const folder = dataFolder(place.root)
  mkdirSync(folder.root, { recursive: true })
  const keys = await loadOrCreateKeys(folder.keys, { create: true })
  return within(place, async (handle) => {
    await migrate(handle)
    const engine = await openToyEngine({ handle, keys, clock: systemClock })
    const requests = Array.from({ length: count }, (_, index) => ({
      ledger: 'toy',
      action: 'register',
      divisionCode: '211302001001',
      input: { subject: `第${index}件 “quoted” \\ and\ttabs`, category: 'road', cost: index * 1000 + 1 },
    }))
    const { results } = await engine.perform(toyActors().steward, requests, newId())
    for (const { entryId } of results)
      await engine.perform(
        toyActors().office,
        [{ entryId, expectedSeq: 1, action: 'dispatch', input: { organisationId: 903 } }],
        newId(),
      )
    await new Relay({ engine, consumers: [], onError: () => undefined }).drain()
    while (
      await takeCheckpoint({ handle, keys, clock: systemClock, folder: folder.checkpoints, actionsMax: 50 })
    );
    await beside(handle)
    return results.map((result) => result.entryId)
  })
}
