import type { ActionWord, EntryState, Json, Logged } from '#kernel/ledgers/model'
import type { LocalText } from '#kernel/i18n/model'
import { shanghaiDate } from '#kernel/time/model'
import { daysBetween } from '../wall-days.ts'
import type { OverdueRow, Step, SupervisedRow } from './content.ts'
import { steps } from './content.ts'

/** An entry as it stood, and how it came to it: see `readCourses`. */
export type CourseOf = {
  readonly state: EntryState
  readonly log: readonly (Logged & { readonly word: ActionWord; readonly accountId: number })[]
}

/** What rows are called; ids that are not known stay without a name. */
export type Names = {
  readonly organisation: (id: number) => LocalText
  readonly account: (id: number) => string
  readonly project: (id: string) => string
  readonly task: (state: EntryState, kind: string) => LocalText
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const isStep = (word: string): word is Step => (steps as readonly string[]).includes(word)

/** Open tasks past their date as the period ends, the longest first. */
export function overdueRows(
  ledger: string,
  courses: readonly CourseOf[],
  effectiveBy: string,
  names: Names,
): OverdueRow[] {
  const today = shanghaiDate(new Date(effectiveBy))
  return courses.flatMap(({ state, log }) => {
    const pressed = log.filter(({ word }) => isStep(word)).length
    return state.tasks
      .filter(({ dueAt, todo }) => todo !== false && dueAt !== null && dueAt <= effectiveBy)
      .map((task): OverdueRow => {
        // What ends with a day is due on that day, not on the one that begins then.
        const dueOn = shanghaiDate(new Date(Date.parse(text(task.dueAt ?? undefined)) - 1))
        return {
          ledger,
          entryId: state.id,
          no: state.no,
          title: state.title,
          project: names.project(text(state.values.project)),
          task: names.task(state, task.kind),
          organisation: names.organisation(task.organisationId),
          organisationId: task.organisationId,
          person: task.accountId === null ? '' : names.account(task.accountId),
          dueOn,
          days: daysBetween(dueOn, today),
          steps: pressed,
        }
      })
  })
}

/** The words that say that something came of it. */
const results = { close: 'closed', complete: 'completed', answer: 'answered' } as const

/** Each reminder, instruction and circular of the period, and what had come of it when it ended. */
export function supervisedRows(
  ledger: string,
  courses: readonly CourseOf[],
  from: string,
  names: Names,
): SupervisedRow[] {
  return courses.flatMap(({ state, log }) =>
    log.flatMap(({ word, effectiveAt, accountId, change }, index): SupervisedRow[] => {
      if (!isStep(word) || effectiveAt < from) return []
      const answered = log.slice(index + 1).flatMap((later) => {
        const result = results[later.word as keyof typeof results]
        return result ? [{ result, on: shanghaiDate(new Date(later.effectiveAt)) }] : []
      })
      // Closing says more than completing, and completing more than an answer.
      const best = (['closed', 'completed', 'answered'] as const)
        .map((result) => answered.find((item) => item.result === result))
        .find((item) => item !== undefined)
      const holder = holderAt(log.slice(0, index), change.opens[0]?.organisationId)
      return [
        {
          ledger,
          entryId: state.id,
          no: state.no,
          title: state.title,
          organisation: names.organisation(holder ?? state.organisationId),
          step: word,
          on: shanghaiDate(new Date(effectiveAt)),
          byRule: accountId === 0,
          outcome: best?.result ?? 'open',
          outcomeOn: best?.on ?? null,
        },
      ]
    }),
  )
}

/** Who was answerable when the step was taken. */
function holderAt(before: CourseOf['log'], opened: number | undefined): number | undefined {
  return opened ?? before.flatMap(({ change }) => change.set.organisationId ?? []).at(-1)
}
