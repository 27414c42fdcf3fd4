import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { OutlineRow } from '../../../model/plan/outline.ts'
import type { LinkKind } from '../../../model/plan/plan.ts'
import { canMove, canResize } from '../../../model/plan/moves.ts'
import type { PlannedTask } from '../../../model/plan/schedule-plan.ts'
import type { Grip } from './GanttBars.tsx'
import { boxOf, type Drawing, rowHeight } from './gantt-model.ts'
import { dateAt, xOf } from './time-scale.ts'

/** What dragging says while it goes on, and what it ends in. */
export type DragCommands = {
  move: (id: string, date: string, isDone: boolean) => void
  resize: (id: string, finish: string, isDone: boolean) => void
  link: (from: string, to: string, kind: LinkKind) => void
  cancel: () => void
}

/** A line that is being drawn from one bar to another. */
export type Drawn = { x1: number; y1: number; x2: number; y2: number; over: string | null }

type Held = { row: OutlineRow; task: PlannedTask; grip: Grip; x: number; left: number; moved: boolean }

const leastPixels = 3

/** Bars and their ends that follow the pointer. Escape lets go without a change. */
export function useBarDrag(
  chart: RefObject<SVGSVGElement | null>,
  drawing: Drawing,
  commands: DragCommands | null,
) {
  const held = useRef<Held | null>(null)
  const latest = useRef({ drawing, commands })
  const frame = useRef(0)
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const [isDragging, setDragging] = useState(false)
  useEffect(() => {
    latest.current = { drawing, commands }
  })

  const pointOf = (press: { clientX: number; clientY: number }) => {
    const matrix = chart.current?.getScreenCTM()
    if (!matrix) return { x: 0, y: 0 }
    return new DOMPoint(press.clientX, press.clientY).matrixTransform(matrix.inverse())
  }

  const follow = (x: number, y: number, isDone: boolean) => {
    const grip = held.current
    const { drawing: now, commands: to } = latest.current
    if (!grip || !to) return
    const { scale } = now
    if (grip.grip === 'bar')
      return to.move(grip.row.task.id, dateAt(scale, grip.left + x - grip.x + scale.dayWidth / 2), isDone)
    if (grip.grip === 'end') return to.resize(grip.row.task.id, dateAt(scale, x), isDone)
    const target = now.rows[Math.floor(y / rowHeight)]
    const other = target && now.schedule.tasks.get(target.task.id)
    const isOther = target && other && target.task.id !== grip.row.task.id
    if (!isDone) {
      const box = boxOf(now, grip.row, grip.task, now.rowOf.get(grip.row.task.id) ?? 0)
      const x1 = grip.grip === 'link_start' ? box.left : box.right
      return setDrawn({
        x1,
        y1: (box.row + 0.5) * rowHeight,
        x2: x,
        y2: y,
        over: isOther ? target.task.id : null,
      })
    }
    if (!isOther) return to.cancel()
    const box = boxOf(now, target, other, Math.floor(y / rowHeight))
    const intoStart = x < (box.left + box.right) / 2
    const kind =
      `${grip.grip === 'link_start' ? 'start' : 'finish'}_to_${intoStart ? 'start' : 'finish'}` as const
    to.link(grip.row.task.id, target.task.id, kind)
  }

  const release = () => {
    held.current = null
    cancelAnimationFrame(frame.current)
    setDrawn(null)
    setDragging(false)
  }

  useEffect(() => {
    if (!isDragging) return
    const move = (press: globalThis.PointerEvent) => {
      const { x, y } = pointOf(press)
      const grip = held.current
      if (!grip || (!grip.moved && Math.abs(x - grip.x) < leastPixels && Math.abs(y - grip.x) < leastPixels))
        return
      grip.moved = true
      // A schedule a frame is enough for the eye.
      cancelAnimationFrame(frame.current)
      frame.current = requestAnimationFrame(() => follow(x, y, false))
    }
    const up = (press: globalThis.PointerEvent) => {
      const { x, y } = pointOf(press)
      cancelAnimationFrame(frame.current)
      if (held.current?.moved) follow(x, y, true)
      release()
    }
    const letGo = () => {
      latest.current.commands?.cancel()
      release()
    }
    const key = (press: KeyboardEvent) => press.key === 'Escape' && letGo()
    addEventListener('pointermove', move)
    addEventListener('pointerup', up)
    addEventListener('pointercancel', letGo)
    addEventListener('keydown', key)
    return () => {
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', up)
      removeEventListener('pointercancel', letGo)
      removeEventListener('keydown', key)
    }
  }, [isDragging])

  const grip = (press: PointerEvent<SVGElement>, row: OutlineRow, task: PlannedTask, what: Grip) => {
    if (press.button !== 0 || !commands) return
    if ((what === 'bar' && !canMove(task)) || (what === 'end' && !canResize(task))) return
    press.preventDefault()
    const { x } = pointOf(press)
    held.current = { row, task, grip: what, x, left: xOf(drawing.scale, task.start), moved: false }
    setDragging(true)
  }
  return { grip, drawn, isDragging }
}
