import type { Actor } from '#kernel/http/model'
import { type Locale, translate } from '#kernel/i18n/model'
import type { EntryState } from '#kernel/ledgers/model'
import { readStates } from '#kernel/ledgers/server'
import { addDays, describeDayClass, describeHolidays, shanghaiDate } from '#kernel/time/model'
import type { MeetingsAnswer } from '../../model/meetings/meeting-view.ts'
import { countPromises, promiseState } from '../../model/meetings/promises.ts'
import { proposeMeeting, type ProposedMeeting, type RegularKind } from '../../model/meetings/rhythm.ts'
import { readNames, textOf } from './decision-rows.ts'
import type { MeetingDeps } from './meeting-deps.ts'
import { headOf, namedIn } from './meeting-reader.ts'
import { rulesInForce } from './service-rule-store.ts'

const regularKinds: readonly RegularKind[] = ['weekly_district_head', 'half_monthly_steward']

/** Why a meeting isn't on its regular day. */
function movedWords({ movedFrom, regularOn }: ProposedMeeting, locale: Locale): string | null {
  if (!movedFrom) return null
  const day = movedFrom.holidays
    ? describeHolidays(movedFrom.holidays, locale)
    : describeDayClass(movedFrom.class, locale)
  return translate(locale, 'projects.meetings.moved', { regular: regularOn, day })
}

/** The next of each regular kind in each district of the actor's, after the last one that is held or arranged. */
async function proposalsFor(deps: MeetingDeps, actor: Actor, meetings: readonly EntryState[], today: string) {
  const { engine, divisions, defaultRule } = deps
  const rules = await rulesInForce(engine.handle.db)
  const districts = actor.divisions.filter((code) => code.length === 6)
  return districts.flatMap((divisionCode) =>
    regularKinds.map((kind): MeetingsAnswer['proposals'][number] => {
      const held = meetings
        .filter(
          (one) =>
            one.stage !== 'cancelled' && one.divisionCode === divisionCode && one.values['kind'] === kind,
        )
        .map(({ values }) => textOf(values['heldOn']) ?? '')
      const after = [addDays(today, -1), ...held].toSorted().at(-1) ?? today
      const proposed = proposeMeeting(rules.get(divisionCode) ?? defaultRule, kind, after, engine.calendar)
      const place = divisions().find(divisionCode)
      const { heldOn, startsAt, regularOn, provisional } = proposed
      return {
        divisionCode,
        division: (actor.locale === 'en' ? place?.nameEn : place?.name) ?? divisionCode,
        kind,
        heldOn,
        startsAt,
        regularOn,
        moved: movedWords(proposed, actor.locale),
        provisional,
      }
    }),
  )
}

const attends = new Set(['present', 'late', 'substitute'])

/** The meetings that one may see, the newest first, each with what came of its decisions; and those that come next. */
export async function readMeetings(deps: MeetingDeps, actor: Actor): Promise<MeetingsAnswer> {
  const [meetings, decisions] = await Promise.all([
    readStates(deps.engine, actor, 'meeting'),
    readStates(deps.engine, actor, 'decision'),
  ])
  const today = shanghaiDate(deps.engine.clock.now())
  const names = await readNames(deps, actor.locale, namedIn(meetings, []))
  const ofMeeting = Map.groupBy(decisions, ({ values }) => textOf(values['meeting']) ?? '')
  const heads = meetings.map((state) => {
    const head = headOf(state, names)
    const own = ofMeeting.get(state.id) ?? []
    return {
      ...head,
      counts: countPromises(own.map((one) => promiseState(one, today))),
      present: head.attendees.filter(({ status }) => status !== null && attends.has(status)).length,
    }
  })
  return {
    today,
    meetings: heads.toSorted((a, b) =>
      a.heldOn === b.heldOn ? (a.no < b.no ? 1 : -1) : a.heldOn < b.heldOn ? 1 : -1,
    ),
    proposals: await proposalsFor(deps, actor, meetings, today),
  }
}
