import { type Locale, translate } from '#kernel/i18n/model'
import { type Calendar, type DeadlineRow, describeRow, explainDeadline } from '#kernel/time/model'
import '../model/messages.ts'
import type { TaskClock } from '../model/state.ts'
import { datesBy, termsOf } from './clocks.ts'

export type ClockRow = { kind: string; text: string }
export type ClockReading = { dueAt: string | null; provisional: boolean; rows: ClockRow[] }

/**
 * How a task's due date came about, line by line: by its limit, or by the day that somebody named and the extensions
 * counted on from its end. Undefined for a task without a date.
 */
export function explainClock(
  clock: TaskClock,
  closedAt: Date | null,
  calendar: Calendar,
  locale: Locale,
): ClockReading | undefined {
  const terms = termsOf(clock)
  const named =
    clock.dueOn === null
      ? []
      : [{ kind: 'named', text: translate(locale, 'ledgers.clock.named', { date: clock.dueOn }) }]
  if (!terms)
    return named.length === 0
      ? undefined
      : { dueAt: datesBy(calendar)(clock).dueAt, provisional: false, rows: named }
  const rows = explainDeadline({ ...terms, endedAt: closedAt }, calendar)
  const due = rows.find((row) => row.kind === 'due')
  return {
    dueAt: due?.kind === 'due' ? due.at.toISOString() : null,
    provisional: due?.kind === 'due' && due.provisional,
    rows: [
      ...named,
      ...rows
        .map((row) => grantedRow(row, clock))
        .map((row) => ({ kind: row.kind, text: describeRow(row, locale) })),
    ],
  }
}

/** Where a day was named, the count begins with the first extension and not with a limit. */
function grantedRow(row: DeadlineRow, { dueOn, extensions = [] }: TaskClock): DeadlineRow {
  const [first] = extensions
  if (row.kind !== 'start' || dueOn === null || !first) return row
  return { kind: 'extension', limit: row.limit, reason: first.reason, decidedAt: new Date(first.decidedAt) }
}
