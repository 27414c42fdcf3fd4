import { memo, useMemo } from 'react'
import type { PlanLink } from '../../../model/plan/plan.ts'
import { boxOf, type Drawing, rowHeight } from './gantt-model.ts'
import { arrowOf } from './links.ts'
import type { Window } from './use-window.ts'

type Placed = { link: PlanLink; from: number; to: number }

/** The ties between the steps that are shown, as arrows; only those that cross the drawn part. */
export const GanttLinks = memo(function GanttLinks({ drawing, part }: { drawing: Drawing; part: Window }) {
  const { plan, rowOf, rows, schedule } = drawing
  const placed = useMemo(
    () =>
      plan.links.flatMap((link): Placed[] => {
        const [from, to] = [rowOf.get(link.from), rowOf.get(link.to)]
        return from === undefined || to === undefined ? [] : [{ link, from, to }]
      }),
    [plan.links, rowOf],
  )
  const first = part.top / rowHeight - 1
  const last = (part.top + part.height) / rowHeight + 1
  const shown = placed.filter(({ from, to }) => Math.max(from, to) >= first && Math.min(from, to) <= last)
  return shown.map(({ link, from, to }) => {
    const [rowFrom, rowTo] = [rows[from], rows[to]]
    const [before, after] = [schedule.tasks.get(link.from), schedule.tasks.get(link.to)]
    if (!rowFrom || !rowTo || !before || !after) return null
    const [a, b] = [boxOf(drawing, rowFrom, before, from), boxOf(drawing, rowTo, after, to)]
    const arrow = arrowOf(link.kind, a, b, rowHeight)
    const critical = before.critical && after.critical
    return (
      <g key={`${link.from} ${link.to}`} className="gantt-link" data-critical={critical || undefined}>
        <path d={arrow.line} />
        <path className="gantt-arrow" d={arrow.head} />
      </g>
    )
  })
})
