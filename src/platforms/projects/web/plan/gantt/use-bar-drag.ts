import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { OutlineRow } from '../../../model/plan/outline.ts'
import type { LinkKind } from '../../../model/plan/plan.ts'
import { canMove, canResize } from '../../../model/plan/moves.ts'
import type { PlannedTask } from '../../../model/plan/schedule-plan.ts'
import type { Grip, OnGrip } from './GanttBars.tsx'
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

type Dragging = { drawing: Drawing; commands: DragCommands }

/** Where the pointer is on the drawing. */
function pointOf(chart: SVGSVGElement | null, press: { clientX: number; clientY: number }): DOMPoint {
  const matrix = chart?.getScreenCTM()
  const point = new DOMPoint(press.clientX, press.clientY)
  return matrix ? point.matrixTransform(matrix.inverse()) : point
}

/** A bar or its end that follows the pointer. */
function followBar(held: Held, { drawing: { scale }, commands }: Dragging, x: number, isDone: boolean): void {
  const { id } = held.row.task
  if (held.grip === 'end') commands.resize(id, dateAt(scale, x), isDone)
  else commands.move(id, dateAt(scale, held.left + x - held.x + scale.dayWidth / 2), isDone)
}

/** The bar that a line is drawn to, and which of its ends is nearer. */
function otherEnd(held: Held, drawing: Drawing, { x, y }: DOMPoint) {
  const at = Math.floor(y / rowHeight)
  const row = drawing.rows[at]
  const task = row && drawing.schedule.tasks.get(row.task.id)
  if (!row || !task || row.task.id === held.row.task.id) return null
  const box = boxOf(drawing, row, task, at)
  return { id: row.task.id, end: x < (box.left + box.right) / 2 ? ('start' as const) : ('finish' as const) }
}

function drawnFrom(held: Held, drawing: Drawing, { x, y }: DOMPoint, over: string | null): Drawn {
  const box = boxOf(drawing, held.row, held.task, drawing.rowOf.get(held.row.task.id) ?? 0)
  const x1 = held.grip === 'link_start' ? box.left : box.right
  return { x1, y1: (box.row + 0.5) * rowHeight, x2: x, y2: y, over }
}

/** Bars and their ends that follow the pointer. Escape lets go without a change. */
export function useBarDrag(
  chart: RefObject<SVGSVGElement | null>,
  drawing: Drawing,
  commands: DragCommands | null,
) {
  const held = useRef<Held | null>(null)
  const frame = useRef(0)
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const [isDragging, setDragging] = useState(false)

  const follow = useEffectEvent((point: DOMPoint, isDone: boolean) => {
    const grip = held.current
    if (!grip || !commands) return
    if (grip.grip === 'bar' || grip.grip === 'end')
      return followBar(grip, { drawing, commands }, point.x, isDone)
    const other = otherEnd(grip, drawing, point)
    if (!isDone) setDrawn(drawnFrom(grip, drawing, point, other?.id ?? null))
    else if (!other) commands.cancel()
    else {
      const from = grip.grip === 'link_start' ? 'start' : 'finish'
      commands.link(grip.row.task.id, other.id, `${from}_to_${other.end}`)
    }
  })
  const release = useEffectEvent((isGivenUp: boolean) => {
    if (isGivenUp) commands?.cancel()
    held.current = null
    cancelAnimationFrame(frame.current)
    setDrawn(null)
    setDragging(false)
  })

  useEffect(() => {
    if (!isDragging) return
    const listening = new AbortController()
    const on = <Name extends keyof WindowEventMap>(name: Name, run: (event: WindowEventMap[Name]) => void) =>
      window.addEventListener(name, run, { signal: listening.signal })
    on('pointermove', (press) => {
      const point = pointOf(chart.current, press)
      const grip = held.current
      if (!grip || (!grip.moved && Math.abs(point.x - grip.x) < leastPixels)) return
      grip.moved = true
      // A schedule a frame is enough for the eye.
      cancelAnimationFrame(frame.current)
      frame.current = requestAnimationFrame(() => follow(point, false))
    })
    on('pointerup', (press) => {
      cancelAnimationFrame(frame.current)
      if (held.current?.moved) follow(pointOf(chart.current, press), true)
      release(false)
    })
    on('pointercancel', () => release(true))
    on('keydown', ({ key }) => key === 'Escape' && release(true))
    return () => listening.abort()
  }, [isDragging, chart])

  const grip: OnGrip = (press, row, task, what) => {
    if (press.button !== 0 || !commands) return
    if ((what === 'bar' && !canMove(task)) || (what === 'end' && !canResize(task))) return
    press.preventDefault()
    const { x } = pointOf(chart.current, press)
    held.current = { row, task, grip: what, x, left: xOf(drawing.scale, task.start), moved: false }
    setDragging(true)
  }
  return { grip, drawn, isDragging }
}
