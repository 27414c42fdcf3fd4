import { createHash } from 'node:crypto'
import { AppError, isAppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { type Locale, translate } from '#kernel/i18n/model'
import { type Calendar, describeNotice, noticeKey, shanghaiDate, statutoryCalendar } from '#kernel/time/model'
import type { DateMoveAnswer, DateMovePage, DateMovesDone } from '../model/date-moves.ts'
import { withOwnTerms } from '../model/own-terms.ts'
import type { Change, TaskClock } from '../model/state.ts'
import { rungAt, taskKind, updatable } from '../model/task-changes.ts'
import { datesBy } from './clocks.ts'
import { entriesToMove, type RunningTask, runningTasks } from './date-move-store.ts'
import { derivedKey } from './derived-key.ts'
import type { Engine } from './engine.ts'
import { systemActor } from './ladder.ts'
import type { ActionRequest } from './perform.ts'
import { readableBy } from './visibility-store.ts'

const pageSize = 1000

/** What the dates are computed by: the notices, and what organisations keep of their own. */
export function calendarMark(engine: Engine): string {
  const notices = engine.calendar.notices.map(noticeKey)
  return createHash('sha256')
    .update(JSON.stringify([notices, engine.ownCalendars?.version() ?? '']))
    .digest('hex')
    .slice(0, 16)
}

/** How a clock stands by what holds now, or nothing where it stands so already. */
function moved(
  engine: Engine,
  {
    clock,
    organisationId,
    dueAt,
    provisional,
  }: Pick<RunningTask, 'clock' | 'organisationId' | 'provisional'> & {
    dueAt: string | null
  },
): { clock: TaskClock; dates: ReturnType<ReturnType<typeof datesBy>> } | undefined {
  const now = withOwnTerms(clock, organisationId, engine.ownCalendars?.termsOf)
  const dates = datesBy(engine.calendar)(now)
  return dates.dueAt === dueAt && dates.provisional === provisional ? undefined : { clock: now, dates }
}

/** Notices that came after the program and speak of years that the clock runs through. */
function laterNotices(calendar: Calendar, from: string, to: string): Calendar['notices'] {
  const [first, last] = [from, to].map((instant) => Number(shanghaiDate(new Date(instant)).slice(0, 4)))
  return calendar.notices.filter(
    (notice) =>
      !statutoryCalendar.notices.includes(notice) &&
      notice.year >= (first ?? 0) &&
      notice.year <= (last ?? 0) + 1,
  )
}

function reasonOf(
  engine: Engine,
  task: RunningTask,
  clock: TaskClock,
  to: string | null,
  locale: Locale,
): string {
  const own = (of: TaskClock) => JSON.stringify([of.officeHours, of.ownDays])
  const until = [task.dueAt?.toISOString() ?? '', to ?? ''].toSorted().at(-1) || clock.startedAt
  const notices = laterNotices(engine.calendar, clock.startedAt, until)
  const reasons = notices.map((notice) => describeNotice(notice, locale))
  if (own(task.clock) !== own(clock)) reasons.push(translate(locale, 'ledgers.move_dates.own_calendar'))
  return (
    reasons.join(translate(locale, 'ledgers.move_dates.separator')) ||
    translate(locale, 'ledgers.move_dates.recomputed')
  )
}

type Found = { task: RunningTask; move: NonNullable<ReturnType<typeof moved>> }

/** Every open task whose date the calendar sets otherwise, page by page, so that the process answers in between. */
async function* changedTasks(engine: Engine, actor: Actor): AsyncGenerator<Found> {
  const visible = readableBy(actor, engine.codes)
  let after: string | undefined
  for (;;) {
    const page = await runningTasks(engine.handle.db, after, visible, pageSize)
    for (const task of page) {
      const move = moved(engine, { ...task, dueAt: task.dueAt?.toISOString() ?? null })
      if (move) yield { task, move }
    }
    if (page.length < pageSize) return
    after = page.at(-1)?.taskId
  }
}

function present(engine: Engine, { task, move }: Found, { locale }: Actor): DateMoveAnswer {
  const known = engine.book.getById(task.ledgerId)
  const { definition } = engine.book.version(known, task.version)
  const from = task.dueAt?.toISOString() ?? null
  return {
    taskId: task.taskId,
    entryId: task.entryId,
    entryNo: task.entryNo,
    entryTitle: task.entryTitle,
    ledger: known.code,
    ledgerTitle: definition.title,
    task: taskKind(definition, task.kind).label,
    from,
    to: move.dates.dueAt,
    provisionalOnly: from === move.dates.dueAt,
    reason: reasonOf(engine, task, move.clock, move.dates.dueAt, locale),
  }
}

/** The dates that would change, for a person to look at. Nothing moves. */
export async function listDateMoves(
  engine: Engine,
  actor: Actor,
  { page, size }: { page: number; size: number },
): Promise<DateMovePage> {
  const calendar = calendarMark(engine)
  const rows: DateMoveAnswer[] = []
  let [total, outside] = [0, 0]
  for await (const found of changedTasks(engine, actor)) {
    if (!found.task.visible) outside += 1
    else if (++total > (page - 1) * size && rows.length < size) rows.push(present(engine, found, actor))
  }
  return { rows, total, outside, calendar }
}

type Confirmed = { calendar: string; limit: number }

/**
 * Moves confirmed dates, at most `limit` entries at a time, each by an action on its entry. What is done is not in
 * the list any more, so whoever was interrupted confirms again and the rest is done, once.
 * @throws AppError ledgers.calendar_changed (409): the dates now would not be those that were looked at
 */
export async function moveDates(
  engine: Engine,
  actor: Actor,
  { calendar, limit }: Confirmed,
): Promise<DateMovesDone> {
  if (calendarMark(engine) !== calendar) throw new AppError('ledgers.calendar_changed', { status: 409 })
  const entries = new Set<string>()
  const reasons = new Map<string, string>()
  let left = 0
  for await (const { task, move } of changedTasks(engine, actor)) {
    if (!task.visible) continue
    if (entries.size < limit) entries.add(task.entryId)
    if (entries.has(task.entryId))
      reasons.set(task.entryId, reasonOf(engine, task, move.clock, move.dates.dueAt, 'zh-CN'))
    else left += 1
  }
  if (entries.size === 0) return { moved: 0, left }
  const requests = await requestsFor(engine, actor, [...entries], reasons)
  return { moved: await performMoves(engine, requests), left }
}

async function requestsFor(
  engine: Engine,
  actor: Actor,
  ids: string[],
  reasons: ReadonlyMap<string, string>,
): Promise<ActionRequest[]> {
  const loaded = await entriesToMove(engine.handle.db, ids)
  return loaded.flatMap((item): ActionRequest[] => {
    const { state, ledger } = engine.found(item)
    const updates = state.tasks.flatMap((task): Change['updates'] => {
      const move = moved(engine, task)
      if (!move) return []
      const { definition } = ledger
      const next = rungAt(taskKind(definition, task.kind), task.rung, move.dates.dueAt)
      return [{ ...updatable(task), clock: move.clock, ...move.dates, rungAt: next }]
    })
    if (updates.length === 0) return []
    const input = { reason: reasons.get(state.id) ?? '', confirmedBy: actor.accountId }
    return [{ entryId: state.id, expectedSeq: state.seq, action: 'move_dates', input, updates }]
  })
}

/** All together, or where somebody acts on one of the entries meanwhile, each by itself. */
async function performMoves(engine: Engine, requests: ActionRequest[]): Promise<number> {
  const tasks = (items: ActionRequest[]) =>
    items.reduce((sum, { updates }) => sum + (updates?.length ?? 0), 0)
  if (requests.length === 0) return 0
  try {
    await engine.perform(systemActor, requests, derivedKey(JSON.stringify(requests)))
    return tasks(requests)
  } catch (error) {
    if (!isAppError(error) || error.code !== 'ledgers.changed_meanwhile') throw error
    if (requests.length === 1) return 0
    let count = 0
    for (const request of requests) count += await performMoves(engine, [request])
    return count
  }
}
