import { useEffect, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { useLocale, useT } from '#kernel/ui/web'
import { planSheets } from '../../model/plan/sheet/plan-sheets.ts'
import type { Shape, Sheet } from '../../model/plan/sheet/shapes.ts'
import type { Drawing } from './gantt/gantt-model.ts'

type PlanPrintProps = { drawing: Drawing; title: string; whoOf: (taskId: string) => string }

/** What the browser prints: the sheets of the PDF, on A3, drawn when printing begins. */
export function PlanPrint({ drawing, title, whoOf }: PlanPrintProps) {
  const t = useT()
  const { locale } = useLocale()
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  if (!isPrinting) return null
  const sheets = planSheets({ ...drawing, locale, whoOf })
  return createPortal(
    <div className="plan-print">
      {sheets.map((sheet, at) => (
        <section key={sheet.shapes.length + at * 10_000} className="plan-print-sheet">
          {at === 0 && (
            <h1>
              {title} · {t('projects.plan.title')} <small>{drawing.today}</small>
            </h1>
          )}
          <SheetDrawing sheet={sheet} />
          <p className="plan-print-page">
            {at + 1} / {sheets.length}
          </p>
        </section>
      ))}
    </div>,
    document.body,
  )
}

function SheetDrawing({ sheet: { width, height, shapes } }: { sheet: Sheet }) {
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" aria-hidden="true">
      {shapes.map((shape, at) => drawn(shape, `${at}`))}
    </svg>
  )
}

function drawn(shape: Shape, key: string) {
  if (shape.kind === 'path') {
    const { d, fill = 'none', stroke, width, dash } = shape
    return <path key={key} d={d} fill={fill} stroke={stroke} strokeWidth={width} strokeDasharray={dash} />
  }
  const { x, y, text, size, anchor = 'start', bold = false, fill = '#16232b' } = shape
  return (
    <text key={key} x={x} y={y} fontSize={size} textAnchor={anchor} fontWeight={bold ? 700 : 400} fill={fill}>
      {text}
    </text>
  )
}
