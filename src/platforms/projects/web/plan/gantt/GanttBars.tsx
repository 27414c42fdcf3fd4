import { memo, type PointerEvent } from 'react'
import type { OutlineRow } from '../../../model/plan/outline.ts'
import type { PlannedTask } from '../../../model/plan/schedule-plan.ts'
import { boxOf, type Drawing, rowHeight, rowsIn } from './gantt-model.ts'
import type { Box } from './links.ts'
import { xOf } from './time-scale.ts'
import type { Window } from './use-window.ts'

/** What of a bar was taken hold of. */
export type Grip = 'bar' | 'end' | 'link_start' | 'link_finish'
export type OnGrip = (press: PointerEvent<SVGElement>, row: OutlineRow, task: PlannedTask, grip: Grip) => void

type BarsProps = {
  drawing: Drawing
  part: Window
  selected: string | null
  onGrip: OnGrip | null
  onSelect: (id: string) => void
}

/** The bars of the rows that are drawn. */
export function GanttBars({ drawing, part, selected, onGrip, onSelect }: BarsProps) {
  return rowsIn(drawing.rows, part.top, part.height).map(({ row, at }) => {
    const task = drawing.schedule.tasks.get(row.task.id)
    if (!task) return null
    return (
      <Bar
        key={row.task.id}
        row={row}
        task={task}
        box={boxOf(drawing, row, task, at)}
        drawing={drawing}
        isSelected={selected === row.task.id}
        onGrip={onGrip}
        onSelect={onSelect}
      />
    )
  })
}

type BarProps = Omit<BarsProps, 'part' | 'selected'> & {
  row: OutlineRow
  task: PlannedTask
  box: Box
  isSelected: boolean
}

const Bar = memo(function Bar(props: BarProps) {
  const { row, task, box, drawing, onSelect } = props
  const y = box.row * rowHeight
  return (
    <g
      data-task={row.task.id}
      data-critical={task.critical || undefined}
      data-done={task.actuals.finish !== null || undefined}
      className="gantt-bar"
      onPointerDown={() => onSelect(row.task.id)}
    >
      <FloatLine {...props} y={y} />
      <BaselineMark drawing={drawing} row={row} y={y} />
      {row.isGroup && <path className="gantt-group" d={groupPath(box, y)} />}
      {!row.isGroup && row.task.workingDays === 0 && <Diamond {...props} y={y} />}
      {!row.isGroup && row.task.workingDays > 0 && <Body {...props} y={y} />}
      {props.isSelected && (
        <rect
          className="gantt-selected"
          x={box.left - 2}
          y={y + 5}
          width={box.right - box.left + 4}
          height={rowHeight - 12}
          rx={3}
        />
      )}
    </g>
  )
})

function groupPath({ left, right }: Box, y: number): string {
  const tip = Math.min(6, (right - left) / 2)
  return `M${left} ${y + 10}H${right}V${y + 20}L${right - tip} ${y + 15}H${left + tip}L${left} ${y + 20}Z`
}

type WithTop = BarProps & { y: number }

function Diamond({ row, task, box, y, onGrip }: WithTop) {
  const x = (box.left + box.right) / 2
  const middle = y + rowHeight / 2 - 1
  return (
    <>
      <path
        className="gantt-milestone"
        d={`M${x} ${middle - 7}L${x + 7} ${middle}L${x} ${middle + 7}L${x - 7} ${middle}Z`}
        onPointerDown={(press) => onGrip?.(press, row, task, 'bar')}
      />
      {onGrip && <LinkGrips row={row} task={task} box={box} y={y} onGrip={onGrip} />}
    </>
  )
}

/** The bar with what is done of it, and the places to take hold of. */
function Body({ row, task, box, y, drawing, onGrip }: WithTop) {
  const width = box.right - box.left
  const { start, finish } = task.actuals
  const done = finish
    ? width
    : start
      ? Math.max(0, Math.min(width, xOf(drawing.scale, drawing.today) - box.left))
      : 0
  return (
    <>
      <rect
        className="gantt-body"
        x={box.left}
        y={y + 8}
        width={width}
        height={14}
        rx={2}
        onPointerDown={(press) => onGrip?.(press, row, task, 'bar')}
      />
      {done > 0 && <rect className="gantt-done" x={box.left} y={y + 8} width={done} height={14} rx={2} />}
      {onGrip && (
        <>
          <rect
            className="gantt-end"
            x={Math.max(box.left, box.right - 6)}
            y={y + 6}
            width={10}
            height={18}
            onPointerDown={(press) => onGrip(press, row, task, 'end')}
          />
          <LinkGrips row={row} task={task} box={box} y={y} onGrip={onGrip} />
        </>
      )}
    </>
  )
}

type GripsProps = { row: OutlineRow; task: PlannedTask; box: Box; y: number; onGrip: OnGrip }

/** Dots at both ends that are drawn to another bar. */
function LinkGrips({ row, task, box, y, onGrip }: GripsProps) {
  const middle = y + rowHeight / 2 - 1
  return (
    <>
      <circle
        className="gantt-grip"
        cx={box.left - 8}
        cy={middle}
        r={4.5}
        onPointerDown={(press) => onGrip(press, row, task, 'link_start')}
      />
      <circle
        className="gantt-grip"
        cx={box.right + 10}
        cy={middle}
        r={4.5}
        onPointerDown={(press) => onGrip(press, row, task, 'link_finish')}
      />
    </>
  )
}

/** How far a step can slip until the target is in danger; or by how much it is late for it already. */
function FloatLine({ row, task, box, drawing, y }: WithTop) {
  if (row.isGroup || task.actuals.finish || task.totalFloat === 0) return null
  const { scale, dates } = drawing
  const middle = y + rowHeight / 2 - 1
  if (task.totalFloat < 0) {
    // What lies behind the latest finish.
    const from = Math.max(xOf(scale, task.lateFinish, true), dates === 'latest' ? box.left : box.left - 400)
    if (dates === 'latest') return null
    const left = Math.min(from, box.right)
    return <path className="gantt-over" d={`M${left} ${y + 24.5}H${box.right}`} />
  }
  const [from, to] =
    dates === 'latest' ? [xOf(scale, task.start), box.left] : [box.right, xOf(scale, task.lateFinish, true)]
  if (to <= from) return null
  const end = dates === 'latest' ? from : to
  return <path className="gantt-float" d={`M${from} ${middle}H${to}M${end} ${middle - 4}V${middle + 4}`} />
}

function BaselineMark({ drawing, row, y }: { drawing: Drawing; row: OutlineRow; y: number }) {
  const kept = drawing.baseline?.dates[row.task.id]
  if (!kept) return null
  const left = xOf(drawing.scale, kept.start)
  const right = xOf(drawing.scale, kept.finish, true)
  if (row.task.workingDays === 0 && !row.isGroup) {
    const x = right - drawing.scale.dayWidth / 2
    return <path className="gantt-baseline" d={`M${x - 4} ${y + 29}L${x} ${y + 24}L${x + 4} ${y + 29}Z`} />
  }
  return <rect className="gantt-baseline" x={left} y={y + 25} width={Math.max(2, right - left)} height={3} />
}
