import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Actor } from '#kernel/http/model'
import type { EntryState, Point } from '#kernel/ledgers/model'
import { derivedKey, type PlatformDeps, readStates, type SeedLine, systemActor } from '#kernel/ledgers/server'
import { cellAt } from '#kernel/map/server'
import { organisationIdsByCode } from '#kernel/orgs/server'
import type { Catalogues } from '../../../model/incidents/catalogue.ts'
import { type CourseStep, courseOf } from '../../../model/incidents/demonstration/course.ts'
import { DemonstrationIncident } from '../../../model/incidents/demonstration/demonstration-incident.ts'
import { intakeActor } from '../intake-actor.ts'
import { registerClaim, said } from '../register-claim.ts'
import { organisationFor } from '../responsible.ts'
import { spotsIn } from './spot-store.ts'

type Placed = {
  incident: DemonstrationIncident
  divisionCode: string
  spot: Point | undefined
  gridCell: string | undefined
}
type Played = Placed & { id: string; registeredAt: Date; unit: number }

const hourMs = 3_600_000
/** The district whose bodies and people the demonstration has. */
const district = '211302'

/** Plays invented matters through the engine, spread over the district's streets, as of earlier times; once. */
export async function seedIncidents(
  deps: PlatformDeps,
  catalogues: Catalogues,
  dataFolder: string,
): Promise<SeedLine> {
  const file = join(dataFolder, 'demonstration/incidents.json')
  const all = z.array(DemonstrationIncident).parse(JSON.parse(readFileSync(file, 'utf8')))
  const done = { incidents: 0, claims: 0 }
  const line = { key: 'incidents.seeded', params: done }
  if (deps.organisationOfRole('dispatcher', district) === undefined) return line
  const centre = intakeActor(deps, district)
  const known = new Set((await readStates(deps.engine, centre, 'incident')).map(({ title }) => title))
  const placed = await place(deps, all)
  const organisations = await organisationIdsByCode(deps.handle.db)
  const played: Played[] = []
  for (const one of placed) {
    if (known.has(one.incident.title)) continue
    const { catalogue } = catalogues.at(deps.clock.now())
    const unit =
      organisationFor(organisations, catalogue, one.incident.category, one.divisionCode) ??
      centre.organisationId
    const registered = await register(deps, centre, one)
    played.push({ ...one, unit, id: registered.id, registeredAt: registered.at })
    done.incidents += 1
    done.claims += registered.claims
  }
  for (const one of played) await play(deps, centre, one)
  for (const one of played) done.claims += await joinLater(deps, one, placed, played)
  return line
}

/** Each in another village, township by township; one that is near another lies some metres beside it. */
async function place(deps: PlatformDeps, all: readonly DemonstrationIncident[]): Promise<Placed[]> {
  const townships = deps.divisions.children(district)
  const villages = all.map((_incident, index) => {
    const township = townships[index % townships.length]?.code ?? district
    const inside = deps.divisions.children(township)
    return inside[Math.floor(index / townships.length) % Math.max(inside.length, 1)]?.code ?? township
  })
  const spots = await spotsIn(deps.handle.db, villages)
  return Promise.all(
    all.map(async (incident, index) => {
      const divisionCode = villages[incident.near ?? incident.into ?? index] ?? district
      const middle = spots.get(divisionCode)
      const beside = incident.near ?? incident.into
      const spot =
        middle && beside !== undefined
          ? { lng: middle.lng, lat: Number((middle.lat + 0.0003).toFixed(7)) }
          : middle
      const cell = spot ? await cellAt(deps.handle.db, 'cell:community', [spot.lng, spot.lat]) : null
      return { incident, divisionCode, spot, gridCell: cell?.code }
    }),
  )
}

async function register(
  deps: PlatformDeps,
  centre: Actor,
  { incident, divisionCode, spot, gridCell }: Placed,
): Promise<{ id: string; at: Date; claims: number }> {
  const at = new Date(deps.clock.now().getTime() - incident.hoursAgo * hourMs)
  const { title, category, channel, claims } = incident
  const shared = { title, category, channel, spot, gridCell, isPublic: true, demonstration: true }
  const [first, ...others] = claims
  const effectiveAt = at.toISOString()
  if (first === undefined) {
    const input = said(shared)
    const { results } = await deps.engine.perform(
      centre,
      [{ ledger: 'incident', action: 'register', divisionCode, input, effectiveAt }],
      derivedKey(`demonstration/incident/${title}`),
    )
    return { id: results[0]?.entryId ?? '', at, claims: 0 }
  }
  const reported = { ...shared, divisionCode, effectiveAt }
  const registered = await registerClaim(deps, { ...reported, words: first }, `demonstration/${title}`)
  for (const [index, words] of others.entries())
    await registerClaim(
      deps,
      { ...reported, words, incidentId: registered.incident.id },
      `demonstration/${title}/${index}`,
    )
  return { id: registered.incident.id, at, claims: claims.length }
}

async function play(deps: PlatformDeps, centre: Actor, one: Played): Promise<void> {
  for (const [index, step] of courseOf(one.incident).entries()) {
    const { state } = await deps.engine.get(centre, one.id)
    const { action, input, toUnit } = step
    await deps.engine.perform(
      doer(centre, one, step, state),
      [
        {
          entryId: one.id,
          expectedSeq: state.seq,
          action,
          input: toUnit ? { ...input, organisationId: one.unit } : input,
          effectiveAt: momentOf(deps, one, step.hours, state),
        },
      ],
      derivedKey(`demonstration/incident/${one.incident.title}/${index}`),
    )
  }
}

/** Not before what was before, and never in the future. */
function momentOf(deps: PlatformDeps, one: Played, hours: number, state: EntryState): string {
  const now = deps.clock.now().getTime()
  const at = new Date(Math.min(now, one.registeredAt.getTime() + hours * hourMs)).toISOString()
  return at < state.effectiveAt ? state.effectiveAt : at
}

function doer(centre: Actor, one: Played, { by }: CourseStep, state: EntryState): Actor {
  const acting = (organisationId: number, role: string): Actor => ({
    ...systemActor,
    ...centre,
    role,
    organisationId,
  })
  switch (by) {
    case 'centre':
      return centre
    case 'unit':
      return acting(one.unit, 'unit_handler')
    case 'supervisor': {
      const held = state.tasks.find(({ kind }) => kind === 'adjudicate')?.organisationId
      return acting(held ?? centre.organisationId, 'supervisor')
    }
    case 'verifier': {
      const held = state.tasks.find(({ kind }) => kind === 'verify')
      const worker = acting(held?.organisationId ?? centre.organisationId, 'grid_worker')
      // Whoever serves the cell goes and looks.
      return { ...worker, accountId: held?.accountId ?? worker.accountId }
    }
  }
}

/** Duplicates go into their master, and who comes late joins what is over. */
async function joinLater(
  deps: PlatformDeps,
  one: Played,
  all: readonly Placed[],
  played: readonly Played[],
): Promise<number> {
  const { incident, divisionCode } = one
  const centre = intakeActor(deps, district)
  const master = played.find((other) => other.incident === all[incident.into ?? -1]?.incident)
  if (incident.reach === 'merged' && master) {
    const { state } = await deps.engine.get(centre, one.id)
    await deps.engine.perform(
      centre,
      [{ entryId: one.id, expectedSeq: state.seq, action: 'merge', input: { entryId: master.id } }],
      derivedKey(`demonstration/merge/${incident.title}`),
    )
  }
  for (const [index, words] of incident.lateClaims.entries())
    await registerClaim(
      deps,
      { channel: 'resident', words, divisionCode, incidentId: one.id, demonstration: true },
      `demonstration/late/${incident.title}/${index}`,
    )
  return incident.lateClaims.length
}
