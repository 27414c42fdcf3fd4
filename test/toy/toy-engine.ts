import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadOrCreateKeys } from '#kernel/crypto/server'
import type { Actor } from '#kernel/http/model'
import { Engine, type EngineOptions } from '#kernel/ledgers/server'
import { type SettableClock, settableClock, statutoryCalendar } from '#kernel/time/model'
import { openTestDatabase } from '../world/database.ts'
import { toyLedger } from './toy-ledger.ts'

export type Toy = {
  close(): Promise<void>
  engine: Engine
  clock: SettableClock
  actors: Record<ToyActor, Actor>
}
type ToyActor = 'steward' | 'office' | 'unit' | 'otherUnit' | 'leader' | 'stranger' | 'backdater'

const base: Actor = {
  accountId: 0,
  positionId: 0,
  organisationId: 0,
  name: '',
  role: '',
  divisions: [],
  ledgers: 'all',
  sensitivity: 1,
  rights: [],
  locale: 'en',
}

/** Numbers that no seeded account has, so that the engine's tests need no accounts. */
export function toyActors(): Record<ToyActor, Actor> {
  const make = (
    n: number,
    organisationId: number,
    role: string,
    divisions: string[],
    rights: string[] = [],
  ): Actor => ({
    ...base,
    accountId: 9000 + n,
    positionId: 9000 + n,
    organisationId,
    name: `actor ${n}`,
    role,
    divisions,
    rights,
  })
  return {
    steward: make(1, 901, 'steward', ['211302001']),
    office: make(2, 902, 'project_office', ['211302']),
    unit: make(3, 903, 'unit_handler', []),
    otherUnit: make(4, 904, 'unit_handler', []),
    leader: make(5, 905, 'district_leader', ['211302']),
    stranger: make(6, 906, 'steward', ['211302002']),
    backdater: make(7, 902, 'project_office', ['211302'], ['ledgers.backdate']),
  }
}

/** An engine with the toy ledger alone, on the process's test database and a clock that stands still. */
export async function openToy(start = '2026-03-02T01:00:00Z'): Promise<Toy> {
  const clock = settableClock(new Date(start))
  const keys = await loadOrCreateKeys(join(mkdtempSync(join(tmpdir(), 'yiwang-toy-')), 'keys.json'), {
    create: true,
  })
  const handle = await openTestDatabase()
  const engine = await openToyEngine({ handle, clock, keys })
  return { close: () => handle.close(), engine, clock, actors: toyActors() }
}

/** An engine with the toy ledger alone, on any database that has the tables. */
export async function openToyEngine(
  options: Pick<EngineOptions, 'handle' | 'clock' | 'keys'>,
): Promise<Engine> {
  return Engine.open({
    ...options,
    calendar: statutoryCalendar,
    ledgers: [toyLedger],
    organisationOfRole: (role) => (role === 'project_office' ? 902 : undefined),
    checkAssignee: async () => undefined,
    checkSubjects: async () => undefined,
    checkFiles: async () => undefined,
  })
}
