import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useLocalText, useT } from '#kernel/ui/web'
import { limitOf, type MilestoneStep, type ProcedureStep } from '../../model/procedures/template.ts'
import {
  type Box,
  boxHeight,
  boxWidth,
  type Direction,
  type Edge,
  type Graph,
  layOut,
  nextBox,
} from './graph-layout.ts'
import { limitText } from './limit-text.ts'

type Props = {
  procedures: readonly ProcedureStep[]
  milestones: readonly MilestoneStep[]
  chosen: string | null
  onChoose: (code: string) => void
}

const isDirection = (key: string): key is Direction => /^Arrow(Left|Right|Up|Down)$/.test(key)

/** The procedures as a graph, phase by phase; arrow keys go along the links, Enter opens a step. */
export function TemplateGraph({ procedures, milestones, chosen, onChoose }: Props) {
  const t = useT()
  const graph = useMemo(() => layOut({ procedures, milestones }), [procedures, milestones])
  const [at, setAt] = useState<string | null>(null)
  const svg = useRef<SVGSVGElement>(null)
  const here = at ?? chosen ?? graph.boxes[0]?.code ?? null
  useEffect(() => {
    if (at !== null) svg.current?.querySelector<HTMLElement>(`[data-code="${at}"]`)?.focus()
  }, [at])
  const press = (event: KeyboardEvent<SVGSVGElement>) => {
    if (here === null) return
    if (!isDirection(event.key)) return
    event.preventDefault()
    const next = nextBox(graph, here, event.key)
    if (next) setAt(next.code)
  }
  return (
    <div className="procedure-graph">
      <svg
        ref={svg}
        width={graph.width}
        height={graph.height}
        role="group"
        aria-label={t('projects.graph.label')}
        onKeyDown={press}
      >
        <Bands graph={graph} />
        {graph.edges.map((edge) => (
          <EdgeLine
            key={`${edge.from.code} ${edge.to.code}`}
            edge={edge}
            lit={edge.from.code === chosen || edge.to.code === chosen}
          />
        ))}
        {graph.boxes.map((box) => (
          <BoxView
            key={box.code}
            box={box}
            chosen={box.code === chosen}
            tabIndex={box.code === here ? 0 : -1}
            onChoose={() => {
              setAt(box.code)
              onChoose(box.code)
            }}
          />
        ))}
      </svg>
    </div>
  )
}

const labelEvery = 900

function Bands({ graph }: { graph: Graph }) {
  const t = useT()
  return (
    <>
      <defs>
        <marker
          id="procedure-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerUnits="userSpaceOnUse"
          markerWidth="8"
          markerHeight="8"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8Z" />
        </marker>
      </defs>
      {graph.lanes.map(({ band, y, height }) => (
        <g key={band} className="procedure-band">
          <rect x="0" y={y} width={graph.width} height={height} />
          {/* Said again along the row, since the graph is wider than the window. */}
          {Array.from({ length: Math.ceil(graph.width / labelEvery) }, (_, at) => (
            <text key={at} x={12 + at * labelEvery} y={y + 17} aria-hidden={at > 0}>
              {band === 'building' ? t('projects.graph.building') : t(`projects.phase.${band}`)}
            </text>
          ))}
        </g>
      ))}
    </>
  )
}

function EdgeLine({ edge: { from, to, link }, lit }: { edge: Edge; lit: boolean }) {
  const [x1, y1] = [from.x + boxWidth, from.y + boxHeight / 2]
  const [x2, y2] = [to.x, to.y + boxHeight / 2]
  const bend = Math.max(18, Math.min(60, (x2 - x1) / 2))
  const lag = link.lagDays === 0 ? '' : `${link.lagDays > 0 ? '+' : ''}${link.lagDays}`
  const label = link.kind === 'FS' ? lag : `${link.kind}${lag}`
  return (
    <g className="procedure-edge" data-lit={lit || undefined} data-kind={link.kind}>
      <path
        d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
        markerEnd="url(#procedure-arrow)"
      />
      {label !== '' && (
        <text x={x2 - 6} y={y2 - 5} textAnchor="end">
          {label}
        </text>
      )}
    </g>
  )
}

type BoxProps = { box: Box; chosen: boolean; tabIndex: number; onChoose: () => void }

function BoxView({ box, chosen, tabIndex, onChoose }: BoxProps) {
  const t = useT()
  const text = useLocalText()
  const { step, x, y, code } = box
  const name = text(step.name)
  const days =
    'phase' in step
      ? limitText(t, limitOf(step, 'ordinary'))
      : t('projects.limit.usual', { count: step.workingDays })
  return (
    <g
      className="procedure-box"
      data-band={box.band}
      data-chosen={chosen || undefined}
      transform={`translate(${x} ${y})`}
    >
      <rect width={boxWidth} height={boxHeight} rx="4" />
      <foreignObject width={boxWidth} height={boxHeight}>
        <button
          type="button"
          className="procedure-box-text"
          data-code={code}
          tabIndex={tabIndex}
          aria-pressed={chosen}
          title={name}
          onClick={onChoose}
        >
          <span>{name}</span>
          <small>{days}</small>
        </button>
      </foreignObject>
    </g>
  )
}
