import { CaretDownFilled, CaretRightFilled } from '@ant-design/icons'
import { memo } from 'react'
import { useT } from '#kernel/ui/web'
import type { OutlineRow } from '../../../model/plan/outline.ts'
import type { PlannedTask } from '../../../model/plan/schedule-plan.ts'
import { type ColumnName, columnWidths } from './columns.ts'
import { type BarDates, datesOf, rowHeight } from './gantt-model.ts'

type GanttRowProps = {
  row: OutlineRow
  task: PlannedTask | undefined
  at: number
  columns: readonly ColumnName[]
  dates: BarDates
  /** Working days later than the baseline. */
  slip: number | null
  who: string
  isFolded: boolean
  isSelected: boolean
  rowId: string
  onSelect: (id: string) => void
  onFold: (id: string) => void
  onOpen: (id: string) => void
}

/** One step in the table: what it is called, how long it takes, from when to when, and who does it. */
export const GanttRow = memo(function GanttRow(props: GanttRowProps) {
  const { row, task, at, columns, isSelected, isFolded, rowId, onSelect, onFold, onOpen } = props
  const t = useT()
  const { id, name } = row.task
  return (
    <div
      role="row"
      id={rowId}
      className="gantt-row"
      style={{ transform: `translateY(${at * rowHeight}px)` }}
      aria-level={row.depth + 1}
      aria-selected={isSelected}
      aria-rowindex={at + 2}
      {...(row.isGroup ? { 'aria-expanded': !isFolded } : {})}
      data-group={row.isGroup || undefined}
      data-critical={task?.critical || undefined}
      data-late={(task && task.totalFloat < 0) || undefined}
      onPointerDown={() => onSelect(id)}
      onDoubleClick={() => onOpen(id)}
    >
      <div role="gridcell" className="gantt-cell gantt-number" style={{ width: columnWidths.number }}>
        {row.number}
      </div>
      <div
        role="gridcell"
        className="gantt-cell gantt-name"
        style={{ width: columnWidths.name, paddingInlineStart: 4 + row.depth * 14 }}
        title={name}
      >
        {row.isGroup && (
          <button
            type="button"
            tabIndex={-1}
            className="gantt-fold"
            aria-label={t(isFolded ? 'projects.plan.unfold' : 'projects.plan.fold', { name })}
            onClick={() => onFold(id)}
          >
            {isFolded ? <CaretRightFilled /> : <CaretDownFilled />}
          </button>
        )}
        <span>{name}</span>
      </div>
      {columns.map((column) => (
        <div
          key={column}
          role="gridcell"
          className={`gantt-cell gantt-cell-${column}`}
          style={{ width: columnWidths[column] }}
        >
          <CellText column={column} {...props} />
        </div>
      ))}
    </div>
  )
})

function CellText({ column, row, task, dates, slip, who }: GanttRowProps & { column: ColumnName }) {
  const t = useT()
  if (!task) return null
  const { actuals, totalFloat } = task
  switch (column) {
    case 'days':
      return row.isGroup ? null : row.task.workingDays
    case 'start':
      return datesOf(task, dates).start
    case 'finish':
      return datesOf(task, dates).finish
    case 'late_finish':
      return actuals.finish ? null : task.lateFinish
    case 'float':
      if (row.isGroup) return null
      return actuals.finish ? (
        <span className="gantt-finished">{t('projects.plan.finished')}</span>
      ) : (
        totalFloat
      )
    case 'slip':
      return slip === null || slip === 0 ? slip : slip > 0 ? `+${slip}` : slip
    case 'who':
      return <span title={who}>{who}</span>
    case 'actual': {
      const last = actuals.finish ?? actuals.start
      return last ? <span title={t(`projects.plan.source.${last.source}`)}>{last.date}</span> : null
    }
  }
}
