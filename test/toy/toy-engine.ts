import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadOrCreateKeys } from '#kernel/crypto/server'
import type { Actor } from '#kernel/http/model'
import { Engine, type EngineOptions } from '#kernel/ledgers/server'
import { type SettableClock, settableClock, statutoryCalendar } from '#kernel/time/model'
import { openTestDatabase } from '../world/database.ts'
import { type ToyActor, toyActors } from './toy-actors.ts'
import { toyLedger } from './toy-ledger.ts'

export { toyActors }

export type Toy = {
  close(): Promise<void>
  engine: Engine
  clock: SettableClock
  actors: Record<ToyActor, Actor>
}

/** An engine with the toy ledger, or with others, on the process's test database and a clock that stands still. */
export async function openToy(
  start = '2026-03-02T01:00:00Z',
  also: Partial<EngineOptions> = {},
): Promise<Toy> {
  const clock = settableClock(new Date(start))
  const keys = await loadOrCreateKeys(join(mkdtempSync(join(tmpdir(), 'yiwang-toy-')), 'keys.json'), {
    create: true,
  })
  const handle = await openTestDatabase()
  try {
    const engine = await openToyEngine({ handle, clock, keys, ...also })
    return { close: () => handle.close(), engine, clock, actors: toyActors() }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** An engine with the toy ledger, unless others are given, on any database that has the tables. */
export async function openToyEngine(
  options: Pick<EngineOptions, 'handle' | 'clock' | 'keys'> & Partial<EngineOptions>,
): Promise<Engine> {
  return Engine.open({
    calendar: statutoryCalendar,
    ledgers: [toyLedger],
    organisationOfRole: (role) => (role === 'project_office' ? 902 : undefined),
    checkAssignee: async () => undefined,
    checkSubjects: async () => undefined,
    checkFiles: async () => undefined,
    holdsOn: async () => [],
    ...options,
  })
}
