import { inPages, PageTurner, usePages } from '#kernel/reports/web'
import {
  type ChartGrouping,
  chartGroupings,
  type ProjectDimension,
  type Wall,
  type WallFilter,
  type WallGroup,
} from '../../model/wall.ts'
import { groupName, type WallText } from '../../model/wall-words.ts'
import { useWallText } from './wall-text.ts'

const dimensions = [
  'stage',
  'category',
  'park',
  'chain',
  'township',
  'district',
] as const satisfies readonly ProjectDimension[]
const rowsPerPage = 10
const secondsPerPage = 12

type Props = {
  wall: Wall
  chart: ChartGrouping | null
  onChart: (chart: ChartGrouping | null) => void
  open: (filter: WallFilter) => void
}

/** Projects and money by stage, industry, park, chain and place, a page at a time; or by what the chart is drawn by. */
export function WallGroups({ wall, chart, onChart, open }: Props) {
  const text = useWallText()
  const shown: readonly ProjectDimension[] = chart === null ? dimensions : [chart]
  const sheets = shown.flatMap((dimension) =>
    inPages(wall.groups[dimension], rowsPerPage).map((groups) => ({ dimension, groups })),
  )
  const pages = usePages(sheets.length, secondsPerPage)
  const sheet = sheets[pages.page]
  if (!sheet) return <ChartChoice chart={chart} onChart={onChart} />
  const most = Math.max(1, ...wall.groups[sheet.dimension].map((group) => group.count))
  return (
    <section className="wall-groups" aria-label={text.say('projects.wall.groups')}>
      <ChartChoice chart={chart} onChart={onChart} />
      <div className="wall-section-head">
        <h2>{text.say(`projects.wall.by.${sheet.dimension}`)}</h2>
        <PageTurner pages={pages} name={text.say('projects.wall.groups')} />
      </div>
      <ul>
        {sheet.groups.map((group) => (
          <li key={group.key}>
            <button type="button" onClick={() => open(group.filter)}>
              <span className="wall-group-name">{groupName(text, sheet.dimension, group)}</span>
              <meter className="wall-bar" min={0} max={most} value={group.count} aria-hidden="true" />
              <strong>{group.count}</strong>
              <span className="wall-money">{money(text, group)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function money(text: WallText, { investment }: WallGroup): string {
  return investment.known === 0 ? '—' : text.money(investment.fen)
}

/** By park, township or chain; chosen once it stays, in the address. */
function ChartChoice({ chart, onChart }: Pick<Props, 'chart' | 'onChart'>) {
  const { say } = useWallText()
  return (
    <div className="wall-chart" role="group" aria-label={say('circulars.chart.by')}>
      {[null, ...chartGroupings].map((one) => (
        <button key={one ?? 'all'} type="button" aria-pressed={one === chart} onClick={() => onChart(one)}>
          {say(`circulars.chart.${one ?? 'all'}`)}
        </button>
      ))}
    </div>
  )
}
