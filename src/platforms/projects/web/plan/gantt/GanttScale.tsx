import { memo } from 'react'
import { useT } from '#kernel/ui/web'
import { divisionText } from '../../../model/plan/divisions.ts'
import { type Drawing, headHeight, rowHeight } from './gantt-model.ts'
import { divisionsAt, offBetween, ticksOf, xOf } from './time-scale.ts'
import type { Window } from './use-window.ts'

type ScaleProps = { drawing: Drawing; part: Window }

/** The two lines of the time line's head. */
export const GanttScale = memo(function GanttScale({ drawing: { scale }, part }: ScaleProps) {
  const { upper, lower } = divisionsAt(scale.zoom)
  const half = headHeight / 2
  const right = part.left + part.width
  return (
    <svg
      className="gantt-scale"
      style={{ left: part.left }}
      width={part.width}
      height={headHeight}
      viewBox={`${part.left} 0 ${part.width} ${headHeight}`}
      aria-hidden="true"
    >
      {ticksOf(scale, upper, part.left, right).map(({ x, width, date }) => (
        <g key={date}>
          <path className="gantt-tick" d={`M${x} 0V${headHeight}`} />
          <text className="gantt-upper" x={Math.max(x, part.left) + 6} y={half - 8}>
            {width > 40 ? date.slice(0, upper === 'year' ? 4 : 7) : ''}
          </text>
        </g>
      ))}
      {ticksOf(scale, lower, part.left, right).map(({ x, width, date }) => (
        <g key={date}>
          <path className="gantt-tick" d={`M${x} ${half}V${headHeight}`} />
          <text className="gantt-lower" x={x + width / 2} y={headHeight - 8} textAnchor="middle">
            {divisionText(lower, date)}
          </text>
        </g>
      ))}
    </svg>
  )
})

/** Behind the bars: days off, the lines of the upper divisions, today and the target. */
export const GanttGround = memo(function GanttGround({ drawing, part }: ScaleProps) {
  const { scale, days } = drawing
  const right = part.left + part.width
  const bottom = part.top + part.height
  const shade = scale.dayWidth >= 3
  return (
    <>
      {shade &&
        offBetween(scale, days.calendar, part.left, right).map(({ x, width, date }) => (
          <rect
            key={date}
            className="gantt-off"
            data-from={date}
            x={x}
            y={part.top}
            width={width}
            height={part.height}
          />
        ))}
      {ticksOf(scale, divisionsAt(scale.zoom).upper, part.left, right).map(({ x, date }) => (
        <path key={date} className="gantt-tick" d={`M${x} ${part.top}V${bottom}`} />
      ))}
      {Array.from({ length: Math.ceil(part.height / rowHeight) }, (_, index) => {
        const y = part.top + (index + 1) * rowHeight
        return <path key={y} className="gantt-rule" d={`M${part.left} ${y - 0.5}H${right}`} />
      })}
    </>
  )
})

/** Over the bars: today, and the day that all is counted back from. */
export const GanttMarks = memo(function GanttMarks({ drawing, part }: ScaleProps) {
  const t = useT()
  const { scale, today, plan } = drawing
  const bottom = part.top + part.height
  const todayX = xOf(scale, today) + scale.dayWidth / 2
  const targetX = plan.target ? xOf(scale, plan.target.date, true) : null
  return (
    <>
      <path className="gantt-today" d={`M${todayX} ${part.top}V${bottom}`}>
        <title>{t('projects.plan.today')}</title>
      </path>
      {targetX !== null && <path className="gantt-target" d={`M${targetX} ${part.top}V${bottom}`} />}
    </>
  )
})

/** The words for today and the target, in the head over their lines. */
export const GanttFlags = memo(function GanttFlags({
  drawing: { scale, today, plan },
}: {
  drawing: Drawing
}) {
  const t = useT()
  const todayX = xOf(scale, today) + scale.dayWidth / 2
  return (
    <>
      <span className="gantt-flag gantt-flag-today" style={{ left: todayX }}>
        {t('projects.plan.today')}
      </span>
      {plan.target && (
        <span className="gantt-flag gantt-flag-target" style={{ left: xOf(scale, plan.target.date, true) }}>
          {t(`projects.plan.target.${plan.target.kind}`)} {plan.target.date}
        </span>
      )}
    </>
  )
})
