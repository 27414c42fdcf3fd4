import type { KeyboardEvent } from 'react'
import { addTask, indentTask, outdentTask, removeTask, shiftTask } from '../../model/plan/edits.ts'
import { canMove, lengthen, moveBy } from '../../model/plan/moves.ts'
import { newTask, type Plan } from '../../model/plan/plan.ts'
import type { PlanSurroundings } from '../../model/plan/schedule-plan.ts'
import type { Drawing } from './gantt/gantt-model.ts'
import { newTaskId } from './new-task-id.ts'
import { useT } from '#kernel/ui/web'

type Editing = {
  plan: Plan
  around: PlanSurroundings
  apply: (plan: Plan) => boolean
  undo: () => void
  redo: () => void
}
type Needs = {
  drawing: Drawing | null
  selected: string | null
  folded: ReadonlySet<string>
  editing: Editing | null
  select: (id: string) => void
  fold: (id: string) => void
  open: (id: string) => void
  save: () => void
}

/** All that the mouse does, by keys: arrows choose and move, + and − change how long it takes. */
export function useGanttKeys(needs: Needs): (press: KeyboardEvent) => void {
  const t = useT()
  return (press) => {
    const { drawing, selected, editing, save } = needs
    if (!drawing || (press.target as HTMLElement).closest('input, textarea')) return
    const control = press.ctrlKey || press.metaKey
    const done = () => {
      press.preventDefault()
      press.stopPropagation()
    }
    if (control && editing) {
      const key = press.key.toLowerCase()
      const back = key === 'z' && !press.shiftKey
      if (back) editing.undo()
      else if (key === 'y' || key === 'z') editing.redo()
      else if (key === 's') save()
      else return
      return done()
    }
    if (walk(needs, drawing, press.key)) return done()
    if (selected === null || press.altKey || control) {
      if (press.altKey && editing && selected !== null && shift(editing, selected, press.key)) done()
      return
    }
    if (editing && change(needs, editing, selected, press, t('projects.plan.new_step'))) done()
  }
}

/** Keys that change nothing. */
function walk({ selected, select, open }: Needs, { rows, rowOf }: Drawing, key: string): boolean {
  const at = selected === null ? -1 : (rowOf.get(selected) ?? -1)
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 }
  const step = steps[key]
  const to =
    step !== undefined
      ? Math.min(rows.length - 1, Math.max(0, at + step))
      : key === 'Home'
        ? 0
        : key === 'End'
          ? rows.length - 1
          : null
  const row = to === null ? undefined : rows[to]
  if (row) select(row.task.id)
  if (key === 'Enter' && selected !== null) open(selected)
  return to !== null || (key === 'Enter' && selected !== null)
}

function shift({ plan, apply }: Editing, id: string, key: string): boolean {
  const next =
    key === 'ArrowUp' || key === 'ArrowDown'
      ? shiftTask(plan, id, key === 'ArrowUp' ? -1 : 1)
      : key === 'ArrowRight'
        ? indentTask(plan, id)
        : key === 'ArrowLeft'
          ? outdentTask(plan, id)
          : null
  if (next) apply(next)
  return next !== null
}

function change(needs: Needs, editing: Editing, id: string, press: KeyboardEvent, name: string): boolean {
  const { drawing, fold, folded, select, open } = needs
  const { plan, around, apply } = editing
  const task = drawing?.schedule.tasks.get(id)
  const { key } = press
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const forward = key === 'ArrowRight'
    if (task?.isGroup) {
      if (folded.has(id) === forward) fold(id)
    } else if (task && canMove(task))
      apply(moveBy(plan, task, (forward ? 1 : -1) * (press.shiftKey ? 5 : 1), around))
    return true
  }
  if (key === '+' || key === '=' || key === '-') {
    if (task && !task.isGroup && !task.actuals.finish) apply(lengthen(plan, id, key === '-' ? -1 : 1))
    return true
  }
  if (key === 'Insert' || key === 'n') {
    const added = newTask({ id: newTaskId(), name, workingDays: 5 })
    if (apply(addTask(plan, added, id))) {
      select(added.id)
      open(added.id)
    }
    return true
  }
  if (key === 'l') open(id)
  if (key === 'Delete') apply(removeTask(plan, id))
  return key === 'l' || key === 'Delete'
}
