import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadOrCreateKeys } from '#kernel/crypto/server'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { Values } from '#kernel/ledgers/model'
import { Engine, Relay, reactionConsumer, runReactions } from '#kernel/ledgers/server'
import {
  claimLedger,
  firstOrderRules,
  householdVisitLedger,
  incidentLedger,
  keyPersonLedger,
  orderLedger,
} from '#platforms/grid/model'
import { fixedCatalogues, shippedCatalogue } from '#platforms/grid/server'
import { type SettableClock, settableClock, statutoryCalendar } from '#kernel/time/model'
import { openTestDatabase } from './database.ts'

const firstRules = {
  version: 0,
  body: firstOrderRules,
  reason: '',
  inForceFrom: null,
  accountId: null,
}
const fixedOrderRules = { at: () => firstRules, now: () => firstRules, published: () => [] }
const centre = 951
const community = 952
const supervising = 953
const bureau = 954

export type IncidentWorld = {
  engine: Engine
  clock: SettableClock
  organisationOfRole: (role: string, divisionCode: string) => number | undefined
  actors: Record<'dispatcher' | 'worker' | 'supervisor' | 'unit' | 'otherUnit', Actor>
  register(by: Actor, ledger: string, input: Values, divisionCode?: string): Promise<string>
  act(by: Actor, entryId: string, action: string, input?: Values): Promise<void>
  /** Carries out what actions make happen elsewhere. */
  react(): Promise<void>
  close(): Promise<void>
}

function actorOf(n: number, organisationId: number, role: string, divisions: string[]): Actor {
  return {
    accountId: 9500 + n,
    positionId: 9500 + n,
    organisationId,
    name: `actor ${n}`,
    role,
    divisions,
    ledgers: 'all',
    sensitivity: 2,
    rights: ['ledgers.backdate'],
    locale: 'en',
  }
}

/** The ledgers of incidents and claims with the catalogue of the program, on the process's test database. */
export async function openIncidentWorld(start = '2026-03-02T01:00:00Z'): Promise<IncidentWorld> {
  const clock = settableClock(new Date(start))
  const keys = await loadOrCreateKeys(join(mkdtempSync(join(tmpdir(), 'yiwang-incidents-')), 'keys.json'), {
    create: true,
  })
  const handle = await openTestDatabase()
  const organisations: Record<string, number> = { dispatcher: centre, supervisor: supervising }
  const organisationOfRole = (role: string, divisionCode: string) =>
    // One community has a grid worker; elsewhere the operations centre verifies.
    role === 'grid_worker' && divisionCode.startsWith('211302009004') ? community : organisations[role]
  const engine = await Engine.open({
    handle,
    clock,
    calendar: statutoryCalendar,
    keys,
    ledgers: [
      incidentLedger(fixedCatalogues(shippedCatalogue())),
      claimLedger,
      orderLedger(fixedOrderRules),
      householdVisitLedger,
      keyPersonLedger,
    ],
    organisationOfRole,
    checkAssignee: async () => undefined,
    checkSubjects: async () => undefined,
    holdsOn: async () => [],
    checkFiles: async () => undefined,
  })
  const failed: unknown[] = []
  const relay = new Relay({
    engine,
    consumers: [reactionConsumer(engine)],
    onError: (error) => failed.push(error),
  })
  const act = async (by: Actor, entryId: string, action: string, input: Values = {}) => {
    const { state } = await engine.get({ ...by, rights: ['ledgers.read_all'] }, entryId)
    await engine.perform(by, [{ entryId, expectedSeq: state.seq, action, input }], newId())
  }
  return {
    engine,
    clock,
    organisationOfRole,
    actors: {
      dispatcher: actorOf(1, centre, 'dispatcher', ['211302']),
      worker: actorOf(2, community, 'grid_worker', ['211302009004']),
      supervisor: actorOf(3, supervising, 'supervisor', ['211302']),
      unit: actorOf(4, bureau, 'unit_handler', ['211302']),
      otherUnit: actorOf(5, 955, 'unit_handler', ['211302']),
    },
    register: async (by, ledger, input, divisionCode = '211302009004') => {
      const { results } = await engine.perform(
        by,
        [{ ledger, action: 'register', divisionCode, input }],
        newId(),
      )
      return results[0]?.entryId ?? ''
    },
    act,
    react: async () => {
      // What one reaction does may give cause for the next.
      for (let round = 0; round < 6; round += 1) {
        await relay.drain()
        if (failed.length > 0) throw failed[0]
        if ((await runReactions(engine)) === 0) return
      }
    },
    close: () => handle.close(),
  }
}
