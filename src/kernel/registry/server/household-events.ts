import { blindIndex } from '#kernel/crypto/server'
import { canonicalText } from '#kernel/crypto/model'
import { newId, type Tx } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import type { EventVoiding, HouseholdTimeLine, NewHouseholdEvent } from '../model/household-event.ts'
import type { FoldedEvent } from '../model/household-fold.ts'
import { claimClientKey, recordChange } from './change-store.ts'
import type { HoldDeps } from './holds.ts'
import { type Drafting, draftEvent } from './household-event-draft.ts'
import {
  findEvent,
  insertEvent,
  lockCompositions,
  nextVersion,
  staysIn,
  staysOf,
  voidEvent,
} from './household-event-store.ts'
import { refold, spellOut, touchedBy } from './household-refold.ts'
import { readTimeLine } from './household-time-line.ts'
import { lockPersons, visiblePersons } from './membership-store.ts'
import { type HouseholdRecord, insertRows, lockRow } from './record-store.ts'
import { explained } from './records.ts'

/**
 * Records what happened to a household, once for a client key. What is known of later days is worked out anew, so that
 * a late report is as good as one in time.
 * @throws AppError http.not_found; registry.* where it contradicts what is known
 */
export async function recordHouseholdEvent(
  deps: HoldDeps,
  actor: Actor,
  householdId: string,
  input: NewHouseholdEvent,
  clientKey: string,
): Promise<HouseholdTimeLine> {
  const at = deps.now()
  const id = newId(at)
  const content = canonicalText({ kind: 'household_event', householdId, input })
  const requestHash = blindIndex(deps.keys, 'registry_request', content)
  await deps.db
    .transaction()
    .execute(async (tx) => {
      const request = {
        accountId: actor.accountId,
        clientKey,
        requestHash,
        kind: 'household' as const,
        id,
        at,
      }
      const earlier = await claimClientKey(tx, request)
      if (earlier?.requestHash.equals(requestHash)) return
      if (earlier) throw new AppError('registry.client_key_reused', { status: 409 })
      await record(tx, { actor, at, id, householdId, input })
    })
    .catch((error: unknown) => {
      throw explained(error)
    })
  return readTimeLine(deps, actor, householdId)
}

type Recording = { actor: Actor; at: Date; id: string; householdId: string; input: NewHouseholdEvent }

async function record(tx: Tx, { actor, at, id, householdId, input }: Recording): Promise<void> {
  await lockCompositions(tx)
  const home = await lockRow(tx, actor, 'household', householdId)
  if (!home) throw notFound()
  if (input.on > shanghaiDate(at)) throw new AppError('registry.event_future', { path: 'on' })
  const drafting = await know(tx, actor, home, input)
  const newHome = input.kind === 'split' ? newHousehold(home, input.household, at) : undefined
  const event = draftEvent(drafting, input, newHome?.id)
  const touched = [...new Set(touchedBy(event))]
  await requireSeen(tx, actor, { touched, drafting, known: [home.id, newHome?.id] })
  if (newHome) await insertRows(tx, 'household', [newHome])
  await spellOut(tx, touched, at, home.source)
  const { names } = drafting
  const changed = await refold(tx, { actor, since: event.on, households: touched, incoming: event, names })
  await insertEvent(tx, { ...event, id, source: input.source, note: input.note, recordedAt: at, by: actor })
  const said = [null, { id, kind: event.kind, on: event.on }] as const
  for (const one of new Set([...touched, ...changed])) {
    const version = one === newHome?.id ? 1 : await nextVersion(tx, one, at)
    await recordChange(tx, { actor, kind: 'household', id: one, version, at, changes: { event: said } })
  }
}

/** What must be known of the persons and households that the event names, the persons locked. */
async function know(
  tx: Tx,
  actor: Actor,
  home: HouseholdRecord,
  input: NewHouseholdEvent,
): Promise<Drafting> {
  const persons = [
    ...('members' in input ? input.members.map(({ personId }) => personId) : []),
    ...('personIds' in input ? input.personIds : []),
    ...input.relations.map(({ personId }) => personId),
  ]
  const names = await lockPersons(tx, actor, persons)
  const path = 'members' in input ? 'members' : 'personIds' in input ? 'personIds' : 'relations'
  if (persons.some((id) => !names.has(id))) throw new AppError('http.not_found', { status: 404, path })
  if (persons.some((id) => names.get(id) === ''))
    throw new AppError('registry.person_erased', { status: 409, path })
  const seen = await visiblePersons(tx, actor, persons)
  const stays = await staysOf(tx, persons)
  const holds = ({ from, to }: { from: string; to: string | null }) =>
    from <= input.on && (to === null || to > input.on)
  const merged = input.kind === 'merge' ? (await staysIn(tx, [input.otherId])).filter(holds) : []
  return {
    householdId: home.id,
    homeOf: new Map(stays.filter(holds).map((stay) => [stay.personId, stay.householdId])),
    birthOf: new Map([...seen].map(([id, { birthDate }]) => [id, birthDate])),
    merged: merged.map(({ personId }) => personId),
    names,
  }
}

function newHousehold(
  home: HouseholdRecord,
  {
    number,
    divisionCode,
    address,
  }: { number?: string | null | undefined; divisionCode?: string | undefined; address?: string | undefined },
  at: Date,
): HouseholdRecord {
  return {
    ...home,
    id: newId(at),
    number: number ?? null,
    division_code: divisionCode ?? home.division_code,
    address: address ?? home.address,
    as_of: null,
    version: 1,
    created_at: at,
    updated_at: at,
  }
}

/** Out of a household that the actor may not see nobody is moved. */
async function requireSeen(
  tx: Tx,
  actor: Actor,
  { touched, drafting, known }: { touched: string[]; drafting: Drafting; known: (string | undefined)[] },
): Promise<void> {
  for (const id of touched.filter((one) => !known.includes(one)).sort()) {
    if (await lockRow(tx, actor, 'household', id)) continue
    const [somebody] = [...drafting.homeOf].find(([, home]) => home === id) ?? []
    if (somebody === undefined) throw new AppError('http.not_found', { status: 404, path: 'otherId' })
    const params = { name: drafting.names.get(somebody) ?? '' }
    throw new AppError('registry.member_elsewhere', { status: 409, params, path: 'members' })
  }
}

/**
 * Takes back what was recorded by mistake; it stays on the time line as void.
 * @throws AppError http.not_found; registry.event_voided, registry.event_shared; registry.event_contradicts where later
 *   events stand on it
 */
export async function voidHouseholdEvent(
  deps: HoldDeps,
  actor: Actor,
  householdId: string,
  eventId: string,
  { reason }: EventVoiding,
): Promise<HouseholdTimeLine> {
  const at = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    await lockCompositions(tx)
    const home = await lockRow(tx, actor, 'household', householdId)
    const event = await findEvent(tx, eventId)
    if (!home || !event || !touchedBy(event).includes(home.id)) throw notFound()
    if (event.voidedAt) throw new AppError('registry.event_voided', { status: 409 })
    await requireAllSeen(tx, actor, event)
    const names = new Map(
      [
        ...(await visiblePersons(
          tx,
          actor,
          event.members.map(({ personId }) => personId),
        )),
      ].map(([id, { name }]) => [id, name]),
    )
    const households = [...new Set(touchedBy(event))]
    const changed = await refold(tx, { actor, since: event.on, households, withoutId: eventId, names })
    await voidEvent(tx, { id: eventId, at, accountId: actor.accountId, reason })
    const said = [{ id: eventId, kind: event.kind, on: event.on }, null] as const
    for (const id of new Set([...households, ...changed])) {
      const version = await nextVersion(tx, id, at)
      await recordChange(tx, { actor, kind: 'household', id, version, at, changes: { event: said } })
    }
  })
  return readTimeLine(deps, actor, householdId)
}

async function requireAllSeen(tx: Tx, actor: Actor, event: FoldedEvent): Promise<void> {
  for (const id of new Set(touchedBy(event)))
    if (!(await lockRow(tx, actor, 'household', id)))
      throw new AppError('registry.event_shared', { status: 409 })
}
