import { useQuery } from '@tanstack/react-query'
import { AppLink, ErrorState, Loading, useAddress, useDocumentTitle, useLocale, useT } from '#kernel/ui/web'
import type { BoardAnswer } from '../../model/indicators/answers.ts'
import { boardMeasures } from '../../model/indicators/figures.ts'
import { figureText } from './figure-text.ts'
import './indicators.css'
import { boardQuery } from './queries.ts'

const refreshMs = 60_000

/** The board at wall size: one headline, the indicators of the year by quarter, the target beside each. */
export default function IndicatorsWall() {
  const t = useT()
  const { locale } = useLocale()
  const [address] = useAddress()
  useDocumentTitle(t('projects.indicators.title'))
  const { data, error, refetch } = useQuery({
    ...boardQuery({ ...address, grain: 'quarter' }),
    refetchInterval: refreshMs,
  })
  const whole = useQuery({ ...boardQuery({ ...address, grain: 'year' }), refetchInterval: refreshMs }).data
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data || !whole) return <Loading />
  const [year] = whole.spans
  const started = year?.cells.find(({ measure }) => measure === 'started_count')?.value ?? 0
  const target = whole.targets.find(({ measure }) => measure === 'started_count')
  return (
    <main className="indicators-wall" lang={locale}>
      <header>
        <h1>
          {target
            ? t('projects.indicators.headline.target', {
                year: data.year,
                count: started,
                target: target.value,
              })
            : t('projects.indicators.headline', { year: data.year, count: started })}
        </h1>
        <p>
          {t('projects.indicators.title')} · {data.day}
        </p>
      </header>
      <ul>
        {boardMeasures.map((measure) => (
          <Tile key={measure} measure={measure} board={data} whole={whole} />
        ))}
      </ul>
    </main>
  )
}

type TileProps = { measure: (typeof boardMeasures)[number]; board: BoardAnswer; whole: BoardAnswer }

/** One indicator of the year, its target, and its quarters. */
function Tile({ measure, board, whole }: TileProps) {
  const t = useT()
  const { locale } = useLocale()
  const cell = whole.spans[0]?.cells.find((one) => one.measure === measure)
  const aim = whole.targets.find((one) => one.measure === measure)
  const kind = cell?.kind ?? 'count'
  return (
    <li>
      <AppLink to={`/projects/indicators?year=${board.year}`}>
        <span>
          {t(`projects.indicators.${measure}`)}
          {cell && cell.known < cell.of && ` ${cell.known}/${cell.of}`}
        </span>
        <strong>{cell?.value == null ? t('ui.unknown') : figureText(kind, cell.value, locale)}</strong>
        <span className="indicators-wall-quiet">
          {aim
            ? t('projects.indicators.target', {
                value: `${aim.qualifier}${figureText(kind, aim.value, locale)}`,
              })
            : t('projects.indicators.no_target')}
        </span>
        <span className="indicators-wall-quarters">
          {board.spans.map(({ id, cells }) => {
            const one = cells.find((quarter) => quarter.measure === measure)
            return (
              <span key={id}>
                {id.slice(4)} {one?.value == null ? '–' : figureText(kind, one.value, locale)}
              </span>
            )
          })}
        </span>
      </AppLink>
    </li>
  )
}
