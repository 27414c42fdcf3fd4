import { type KeyboardEvent, type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { useT } from '#kernel/ui/web'
import { slipOf } from '../../../model/plan/slip.ts'
import { type ColumnName, columnWidths, tableWidth } from './columns.ts'
import { type Drawing, headHeight, rowHeight, rowsIn } from './gantt-model.ts'
import { GanttChart } from './GanttChart.tsx'
import { GanttRow } from './GanttRow.tsx'
import { GanttFlags, GanttScale } from './GanttScale.tsx'
import { type TimeScale, widthOf, xOf } from './time-scale.ts'
import { type DragCommands, useBarDrag } from './use-bar-drag.ts'
import { useWindow, type Window } from './use-window.ts'
import './gantt.css'

type GanttProps = {
  drawing: Drawing
  columns: readonly ColumnName[]
  folded: ReadonlySet<string>
  selected: string | null
  /** Null where nothing can be changed. */
  drag: DragCommands | null
  whoOf: (taskId: string) => string
  onSelect: (id: string) => void
  onFold: (id: string) => void
  onOpen: (id: string) => void
  /** Keys of the grid that change something or leave it. */
  onKey: (press: KeyboardEvent) => void
  label: string
}

/** The plan as a table with its bars beside it. Only what is seen is drawn, however long it is. */
export function Gantt(props: GanttProps) {
  const { drawing, columns, selected, drag, onSelect } = props
  const { rows, scale, rowOf } = drawing
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const chart = useRef<SVGSVGElement>(null)
  const { part, look } = useWindow(scroller)
  const { grip, drawn, isDragging } = useBarDrag(chart, drawing, drag)
  const table = tableWidth(columns)
  const width = widthOf(scale)
  useBeginAt(scroller, drawing, table)
  useSelectedInView(scroller, selected === null ? undefined : rowOf.get(selected))
  return (
    <div
      ref={scroller}
      className="gantt"
      data-dragging={isDragging || undefined}
      role="treegrid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={selected !== null && rowOf.has(selected) ? `${id}-${selected}` : undefined}
      onScroll={look}
      onKeyDown={props.onKey}
    >
      <div
        className="gantt-space"
        style={{ width: table + width, height: Math.max(rows.length, 1) * rowHeight + headHeight }}
      >
        <div className="gantt-head" style={{ height: headHeight }}>
          <HeadCells columns={columns} />
          <div className="gantt-head-scale" style={{ left: table, width }} aria-hidden="true">
            <GanttScale drawing={drawing} part={part} />
            <GanttFlags drawing={drawing} />
          </div>
        </div>
        <GanttRows {...props} part={part} id={id} width={table} />
        <GanttChart
          drawing={drawing}
          part={part}
          left={table}
          chart={chart}
          selected={selected}
          onGrip={drag && drawing.dates === 'forecast' ? grip : null}
          onSelect={onSelect}
          drawn={drawn}
        />
      </div>
    </div>
  )
}

type RowsProps = GanttProps & { part: Window; id: string; width: number }

function GanttRows({ drawing, columns, folded, selected, part, id, width, whoOf, ...acts }: RowsProps) {
  const { rows, schedule, baseline, days, dates } = drawing
  return (
    <div className="gantt-table" style={{ width, height: rows.length * rowHeight }}>
      {rowsIn(rows, part.top, part.height).map(({ row, at }) => {
        const task = schedule.tasks.get(row.task.id)
        return (
          <GanttRow
            key={row.task.id}
            row={row}
            task={task}
            at={at}
            columns={columns}
            dates={dates}
            slip={task ? slipOf(task, baseline?.dates[task.id], days) : null}
            who={whoOf(row.task.id)}
            isFolded={folded.has(row.task.id)}
            isSelected={selected === row.task.id}
            rowId={`${id}-${row.task.id}`}
            onSelect={acts.onSelect}
            onFold={acts.onFold}
            onOpen={acts.onOpen}
          />
        )
      })}
    </div>
  )
}

function HeadCells({ columns }: { columns: readonly ColumnName[] }) {
  const t = useT()
  return (
    <div className="gantt-head-table" role="row" aria-rowindex={1} style={{ width: tableWidth(columns) }}>
      {(['number', 'name', ...columns] as const).map((name) => (
        <div
          key={name}
          role="columnheader"
          className={`gantt-cell gantt-cell-${name}`}
          style={{ width: columnWidths[name] }}
          title={t(`projects.plan.column.${name}.help`)}
        >
          {t(`projects.plan.column.${name}`)}
        </div>
      ))}
    </div>
  )
}

/** At first today stands a little right of the table; with another zoom the middle stays in the middle. */
function useBeginAt(
  scroller: RefObject<HTMLDivElement | null>,
  { scale, today, schedule }: Drawing,
  table: number,
): void {
  const before = useRef<TimeScale | null>(null)
  useLayoutEffect(() => {
    const element = scroller.current
    const old = before.current
    before.current = scale
    if (!element || old === scale) return
    if (!old) {
      const from = schedule.start > today ? schedule.start : today
      element.scrollLeft = Math.max(0, xOf(scale, from) - 60)
      return
    }
    const kept = old.zoom === scale.zoom ? 0 : Math.max(0, element.clientWidth - table) / 2
    const day = old.first + (element.scrollLeft + kept) / old.dayWidth
    element.scrollLeft = (day - scale.first) * scale.dayWidth - kept
  }, [scroller, scale, schedule.start, today, table])
}

/** The row that the keys stand on is never out of sight. */
function useSelectedInView(scroller: RefObject<HTMLDivElement | null>, at: number | undefined): void {
  useEffect(() => {
    const element = scroller.current
    if (!element || at === undefined) return
    const top = at * rowHeight
    const seen = element.clientHeight - headHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowHeight > element.scrollTop + seen) element.scrollTop = top + rowHeight - seen + 12
  }, [at, scroller])
}
