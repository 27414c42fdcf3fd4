import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { shanghaiDate } from '#kernel/time/model'
import { OverdueRow, SupervisedRow, steps } from './content.ts'
import type { CourseOf, Names } from './courses.ts'

const DueStep = z.strictObject({
  ledger: z.string(),
  entryId: z.uuid(),
  no: z.string(),
  title: z.string(),
  organisation: LocalText,
  task: LocalText,
  step: z.enum(steps),
  /** When the rule has it done. */
  at: z.iso.datetime(),
  climbed: z.boolean(),
})
export type DueStep = z.infer<typeof DueStep>

const OrderRow = z.strictObject({
  ledger: z.string(),
  entryId: z.uuid(),
  seq: z.number().int(),
  no: z.string(),
  title: z.string(),
  number: z.string(),
  organisation: LocalText,
  on: z.iso.date(),
  answerOn: z.iso.date().nullable(),
  answeredOn: z.iso.date().nullable(),
})
export type OrderRow = z.infer<typeof OrderRow>

const Candidate = z.strictObject({
  projectId: z.uuid(),
  project: z.string(),
  /** Tells the node from the project's others: its kind and its day. */
  node: z.string(),
  label: z.string(),
  dueOn: z.iso.date(),
  state: z.enum(['open', 'late', 'unreported']),
  divisionCode: z.string(),
})
export type Candidate = z.infer<typeof Candidate>

/** The desk of who supervises (督查): today by rule, what is overdue, what was done and with which result. */
export const DeskAnswer = z.strictObject({
  day: z.iso.date(),
  today: z.array(DueStep),
  overdue: z.array(OverdueRow),
  done: z.array(SupervisedRow),
  orders: z.array(OrderRow),
  candidates: z.array(Candidate),
  can: z.strictObject({ watch: z.boolean() }),
})
export type DeskAnswer = z.infer<typeof DeskAnswer>

export const WatchAsked = z.strictObject({
  organisationId: z.number().int().positive(),
  nodes: z
    .array(z.strictObject({ projectId: z.uuid(), node: z.string().min(1).max(80) }))
    .min(1)
    .max(200),
})
export type WatchAsked = z.infer<typeof WatchAsked>

export const WatchAnswer = z.strictObject({ watched: z.number().int() })
export type WatchAnswer = z.infer<typeof WatchAnswer>

type Ladder = readonly { step: DueStep['step']; hoursAfterDue: number }[]
export type LadderOf = (state: CourseOf['state'], task: string) => Ladder

const hourMs = 3_600_000

/** The rungs that come due on a day: those that the ladder has climbed, and those still to come. */
export function stepsOfDay(
  ledger: string,
  courses: readonly CourseOf[],
  { from, before }: { from: string; before: string },
  names: Pick<Names, 'organisation' | 'task'>,
  ladderOf: LadderOf,
): DueStep[] {
  return courses.flatMap(({ state }) =>
    state.tasks.flatMap((task) => {
      const { dueAt } = task
      if (dueAt === null) return []
      return ladderOf(state, task.kind).flatMap(({ step, hoursAfterDue }, index): DueStep[] => {
        const at = new Date(Date.parse(dueAt) + hoursAfterDue * hourMs).toISOString()
        const climbed = index < task.rung
        // What should have been climbed before and was not is still to come.
        if (climbed ? at < from || at >= before : at >= before) return []
        return [
          {
            ledger,
            entryId: state.id,
            no: state.no,
            title: state.title,
            organisation: names.organisation(task.organisationId),
            task: names.task(state, task.kind),
            step,
            at,
            climbed,
          },
        ]
      })
    }),
  )
}

/** Every order under a number, and when it was answered. */
export function orderRows(
  ledger: string,
  courses: readonly CourseOf[],
  names: Pick<Names, 'organisation'>,
): OrderRow[] {
  return courses.flatMap(({ state, log }) =>
    log.flatMap(({ seq, change, effectiveAt }): OrderRow[] => {
      const { orderNumber } = change.values
      const task = change.opens.find(({ kind }) => kind === 'supervision')
      if (typeof orderNumber !== 'string' || !task) return []
      const ended = log.find((item) => item.change.closes.some(({ id }) => id === task.id))
      const { answerOn } = change.asks
      return [
        {
          ledger,
          entryId: state.id,
          seq,
          no: state.no,
          title: state.title,
          number: orderNumber,
          organisation: names.organisation(task.organisationId),
          on: dayIn(effectiveAt),
          answerOn: typeof answerOn === 'string' ? answerOn : null,
          answeredOn: ended ? dayIn(ended.effectiveAt) : null,
        },
      ]
    }),
  )
}

const dayIn = (instant: string) => shanghaiDate(new Date(instant))
