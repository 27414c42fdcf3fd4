import { useMemo, useRef } from 'react'
import { setLink } from '../../model/plan/edits.ts'
import { endAt, heldTo, moveTo } from '../../model/plan/moves.ts'
import type { Plan } from '../../model/plan/plan.ts'
import { type PlanSurroundings, schedulePlan } from '../../model/plan/schedule-plan.ts'
import type { DragCommands } from './gantt/use-bar-drag.ts'

type Needs = {
  present: Plan
  around: PlanSurroundings
  /** What is shown while something is dragged; null shows the plan as it stands. */
  setDraft: (plan: Plan | null) => void
  apply: (plan: Plan) => boolean
}

/** What dragging does to the plan: every frame shows the dates that would come of it, letting go takes them. */
export function useDragCommands(needs: Needs): DragCommands {
  const latest = useRef(needs)
  latest.current = needs
  return useMemo(
    () => ({
      move: (id, date, isDone) => {
        const { present, around, setDraft, apply } = latest.current
        setDraft(isDone ? null : heldTo(present, id, around.days.onOrAfter(date)))
        if (isDone) apply(moveTo(present, id, date, around))
      },
      resize: (id, finish, isDone) => {
        const { present, around, setDraft, apply } = latest.current
        const task = schedulePlan(present, around).schedule?.tasks.get(id)
        if (!task) return
        const next = endAt(present, task, finish, around)
        setDraft(isDone ? null : next)
        if (isDone) apply(next)
      },
      link: (from, to, kind) => {
        const { present, setDraft, apply } = latest.current
        setDraft(null)
        apply(setLink(present, { from, to, kind, lag: 0 }))
      },
      cancel: () => latest.current.setDraft(null),
    }),
    [],
  )
}
