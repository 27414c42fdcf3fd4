import { App } from 'antd'
import { useMemo } from 'react'
import { useOrganisationName } from '#kernel/orgs/web'
import { useLocale, useT } from '#kernel/ui/web'
import type { PlanAnswer } from '../../model/plan/answers.ts'
import { outlineOf, unfolded } from '../../model/plan/outline.ts'
import type { Plan } from '../../model/plan/plan.ts'
import { type PlanSchedule, schedulePlan } from '../../model/plan/schedule-plan.ts'
import { columnNames, type ColumnName, usualColumns } from './gantt/columns.ts'
import { type BarDates, barDates, type Drawing } from './gantt/gantt-model.ts'
import { timeScale, type Zoom, zooms } from './gantt/time-scale.ts'
import { useKept } from './use-kept.ts'

const oneOf =
  <Value extends string>(known: readonly Value[]) =>
  (value: unknown): value is Value =>
    (known as readonly unknown[]).includes(value)
const areColumns = (value: unknown): value is readonly ColumnName[] =>
  Array.isArray(value) && value.every(oneOf(columnNames))

/** How the plan is looked at: remembered from one visit to the next. */
export function useView() {
  const [zoom, setZoom] = useKept<Zoom>('zoom', 'week', oneOf(zooms))
  const [columns, setColumns] = useKept<readonly ColumnName[]>('columns', usualColumns, areColumns)
  const [dates, setDates] = useKept<BarDates>('dates', 'forecast', oneOf(barDates))
  return { zoom, setZoom, columns, setColumns, dates, setDates }
}
export type View = ReturnType<typeof useView>

/** Takes a change if the plan stays sound; else says which steps don't fit. */
export function useApply(
  present: Plan,
  around: Parameters<typeof schedulePlan>[1],
  keep: (plan: Plan) => void,
) {
  const t = useT()
  const { message } = App.useApp()
  return (next: Plan): boolean => {
    if (next === present) return false
    const [fault] = schedulePlan(next, around).faults
    if (fault) {
      void message.error(t(`error.${fault.code}`, fault.params))
      return false
    }
    keep(next)
    return true
  }
}
/** Who a step is given to: the person, and the organisation. */
export function useWho({ names }: PlanAnswer, { tasks }: Plan): (taskId: string) => string {
  const organisationName = useOrganisationName()
  const { locale } = useLocale()
  const byId = useMemo(() => new Map(tasks.map((task) => [task.id, task])), [tasks])
  return (id) => {
    const { accountId = null, organisationId = null } = byId.get(id) ?? {}
    const account = accountId === null ? '' : (names.accounts[accountId] ?? `#${accountId}`)
    // What was given out since the plan was read is named by the directory.
    const organisation =
      organisationId === null
        ? ''
        : (names.organisations[organisationId]?.[locale] ?? organisationName(organisationId))
    return [account, organisation].filter((part) => part !== '').join(' · ')
  }
}

type DrawingNeeds = {
  plan: Plan
  schedule: PlanSchedule
  /** The dates that the time line reaches over. */
  held: PlanSchedule
  folded: ReadonlySet<string>
  view: Pick<View, 'zoom' | 'dates'>
  answer: Pick<PlanAnswer, 'today' | 'baseline'>
  days: Drawing['days']
}

/** All that is drawn, made anew only where something of it is another. */
export function useDrawing({ plan, schedule, held, folded, view, answer, days }: DrawingNeeds): Drawing {
  const { today, baseline } = answer
  const { zoom, dates } = view
  const outline = useMemo(() => outlineOf(plan), [plan])
  const rows = useMemo(() => unfolded(outline, folded), [outline, folded])
  const rowOf = useMemo(() => new Map(rows.map(({ task }, at) => [task.id, at])), [rows])
  const scale = useMemo(() => {
    const all = [held.start, held.finish, held.target?.date, today].filter((date) => date !== undefined)
    const sorted = all.toSorted((a, b) => a.localeCompare(b))
    return timeScale(zoom, sorted[0] ?? today, sorted.at(-1) ?? today)
  }, [zoom, held, today])
  return useMemo(
    () => ({ plan, rows, rowOf, schedule, baseline, days, today, scale, dates }),
    [plan, rows, rowOf, schedule, baseline, days, today, scale, dates],
  )
}
