import type { RefObject } from 'react'
import { type Drawing, headHeight, rowHeight } from './gantt-model.ts'
import { GanttBars, type OnGrip } from './GanttBars.tsx'
import { GanttLinks } from './GanttLinks.tsx'
import { GanttGround, GanttMarks } from './GanttScale.tsx'
import { widthOf } from './time-scale.ts'
import type { Drawn } from './use-bar-drag.ts'
import type { Window } from './use-window.ts'

type GanttChartProps = {
  drawing: Drawing
  part: Window
  /** Where the time line begins: behind the table. */
  left: number
  chart: RefObject<SVGSVGElement | null>
  selected: string | null
  onGrip: OnGrip | null
  onSelect: (id: string) => void
  drawn: Drawn | null
}

/** The bars, on as much of the time line as is near to what is seen. All that it shows the table says too. */
export function GanttChart({
  drawing,
  part,
  left,
  chart,
  selected,
  onGrip,
  onSelect,
  drawn,
}: GanttChartProps) {
  const width = Math.max(1, Math.min(part.width, widthOf(drawing.scale) - part.left))
  const height = Math.max(1, Math.min(part.height, drawing.rows.length * rowHeight - part.top))
  return (
    <svg
      ref={chart}
      className="gantt-chart"
      style={{ left: left + part.left, top: headHeight + part.top }}
      width={width}
      height={height}
      viewBox={`${part.left} ${part.top} ${width} ${height}`}
      aria-hidden="true"
    >
      <GanttGround drawing={drawing} part={part} />
      <GanttLinks drawing={drawing} part={part} />
      <GanttBars drawing={drawing} part={part} selected={selected} onGrip={onGrip} onSelect={onSelect} />
      <GanttMarks drawing={drawing} part={part} />
      {drawn && (
        <path
          className="gantt-drawn"
          data-over={drawn.over ?? undefined}
          d={`M${drawn.x1} ${drawn.y1}L${drawn.x2} ${drawn.y2}`}
        />
      )}
    </svg>
  )
}
