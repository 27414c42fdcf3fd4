import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import type { Values } from '#kernel/ledgers/model'
import { readStates } from '#kernel/ledgers/server'
import { addDays, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import type { DemonstrationMeetings } from '../../model/meetings/demonstration-meetings.ts'
import { proposeMeeting } from '../../model/meetings/rhythm.ts'
import type { Cast } from '../seed-demonstration.ts'
import { textOf } from './decision-rows.ts'
import type { MeetingDeps } from './meeting-deps.ts'
import { endMeeting, openMeeting } from './session.ts'

const kind = 'weekly_district_head'

type Play = {
  deps: MeetingDeps
  cast: Cast
  districtCode: string
  demonstration: DemonstrationMeetings
  /** Entry and place of each example project, by its key. */
  projects: ReadonlyMap<string, { id: string; divisionCode: string }>
  /** So many days ago, at an hour of the morning in Shanghai. */
  at: (daysAgo: number, hour: number) => string
  today: string
}

/** Plays the invented visits, one meeting that was held and one that comes, through the engine. What is there stays. */
export async function seedMeetings(
  deps: MeetingDeps,
  castOf: (districtCode: string) => Cast | undefined,
  demonstration: DemonstrationMeetings,
): Promise<{ visits: number; meetings: number }> {
  const district = deps.divisions().districts.find(({ name }) => name === demonstration.district)
  const cast = district && castOf(district.code)
  const nothing = { visits: 0, meetings: 0 }
  if (!district || !cast) return nothing
  const known = await readStates(deps.engine, cast.office, 'meeting')
  if (known.length > 0) return nothing
  const states = await readStates(deps.engine, cast.office, 'project')
  const today = shanghaiDate(deps.engine.clock.now())
  const play: Play = {
    deps,
    cast,
    districtCode: district.code,
    demonstration,
    projects: new Map(
      states.map(({ id, divisionCode, values }) => [
        textOf(values['projectKey']) ?? '',
        { id, divisionCode },
      ]),
    ),
    at: (daysAgo, hour) =>
      new Date(shanghaiInstant(addDays(today, -daysAgo)).getTime() + hour * 3_600_000).toISOString(),
    today,
  }
  const visits = await playVisits(play)
  await playPastMeeting(play)
  await playComingMeeting(play)
  return { visits, meetings: 2 }
}

async function perform(
  { deps: { engine } }: Play,
  actor: Actor,
  request: Parameters<MeetingDeps['engine']['perform']>[1][number],
) {
  const { results } = await engine.perform(actor, [request], newId())
  const [result] = results
  return { entryId: result?.entryId ?? '', seq: result?.seq ?? 0 }
}

async function playVisits(play: Play): Promise<number> {
  const { cast, demonstration, projects, at, today } = play
  let count = 0
  for (const { project, daysAgo, seen, nextInDays } of demonstration.visits) {
    const found = projects.get(project)
    if (!found) continue
    const visitedOn = addDays(today, -daysAgo)
    await perform(play, cast.steward, {
      ledger: 'visit',
      action: 'register',
      divisionCode: found.divisionCode,
      effectiveAt: at(daysAgo, 15),
      input: {
        seen,
        project: found.id,
        visitor: cast.steward.accountId,
        visitedOn,
        ...(nextInDays === null ? {} : { nextOn: addDays(visitedOn, nextInDays) }),
        demonstration: true,
      },
    })
    count += 1
  }
  return count
}

/** A meeting as its office arranges it: recorded by the office, with a person of each unit. */
function arrangement(
  { cast, demonstration }: Play,
  heldOn: string,
  startsAt: string,
  status?: string,
): Values {
  const name = translate('zh-CN', `projects.meeting.kind.${kind}`)
  return {
    title: translate('zh-CN', 'projects.meetings.name', { kind: name, day: heldOn }),
    kind,
    heldOn,
    startsAt,
    place: demonstration.place,
    ...(cast.leader ? { chair: cast.leader.accountId } : {}),
    recorder: cast.office.accountId,
    attendees: [cast.leader, cast.office, cast.bureau, ...cast.units.values()].flatMap((actor) =>
      actor
        ? [
            {
              organisation: actor.organisationId,
              account: actor.accountId,
              ...(status === undefined ? {} : { status }),
            },
          ]
        : [],
    ),
    demonstration: true,
  }
}

async function playPastMeeting(play: Play): Promise<void> {
  const { deps, cast, districtCode, demonstration, at, today } = play
  const { daysAgo, decisions } = demonstration.past
  const heldOn = addDays(today, -daysAgo)
  const { entryId, seq } = await perform(play, cast.office, {
    ledger: 'meeting',
    action: 'register',
    divisionCode: districtCode,
    effectiveAt: at(daysAgo + 1, 10),
    input: arrangement(play, heldOn, '08:30', 'present'),
  })
  const step = { actor: cast.office, entryId }
  await openMeeting(deps, { ...step, expectedSeq: seq, clientKey: newId(), effectiveAt: at(daysAgo, 8.5) })
  const given = []
  for (const decision of decisions) given.push(await playDecision(play, entryId, decision))
  await endMeeting(deps, {
    ...step,
    expectedSeq: seq + 2,
    clientKey: newId(),
    effectiveAt: at(daysAgo, 10),
  })
  for (const done of given) await done()
}

type Decision = DemonstrationMeetings['past']['decisions'][number]

/** Decides and gives out; answers how to have it done, which comes after the meeting. */
async function playDecision(play: Play, meeting: string, decision: Decision): Promise<() => Promise<void>> {
  const { cast, demonstration, projects, at, today } = play
  const unit = cast.units.get(decision.unit) ?? cast.units.values().next().value
  const project = projects.get(decision.project)
  if (!unit || !project) return async () => undefined
  const { daysAgo } = demonstration.past
  const dueOn = addDays(today, decision.dueInDays - daysAgo)
  const decided = { leadOrganisation: unit.organisationId, responsible: unit.accountId, dueOn }
  const effectiveAt = at(daysAgo, 9)
  const { entryId, seq } = await perform(play, cast.office, {
    ledger: 'decision',
    action: 'register',
    divisionCode: project.divisionCode,
    effectiveAt,
    input: {
      title: decision.title,
      meeting,
      item: `project:${project.id}`,
      project: project.id,
      ...decided,
      demonstration: true,
    },
  })
  const given = await perform(play, cast.office, {
    entryId,
    expectedSeq: seq,
    action: 'dispatch',
    effectiveAt,
    input: { ...decided, organisationId: unit.organisationId, accountId: unit.accountId },
  })
  return async () => {
    if (decision.doneInDays === null || decision.measures === null) return
    await perform(play, unit, {
      entryId,
      expectedSeq: given.seq,
      action: 'complete',
      effectiveAt: at(daysAgo - decision.doneInDays, 16),
      input: { measures: decision.measures },
    })
  }
}

async function playComingMeeting(play: Play): Promise<void> {
  const { deps, cast, districtCode, today } = play
  const next = proposeMeeting(deps.defaultRule, kind, today, deps.engine.calendar)
  await perform(play, cast.office, {
    ledger: 'meeting',
    action: 'register',
    divisionCode: districtCode,
    input: arrangement(play, next.heldOn, next.startsAt),
  })
}
