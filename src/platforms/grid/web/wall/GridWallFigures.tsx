import { inPages, PageTurner, usePages } from '#kernel/reports/web'
import { useLocalText, useT } from '#kernel/ui/web'
import { type GridWallAnswer, wallFigures, type WallGroup } from '../../model/wall/grid-wall.ts'
import type { OpenRows } from './wall-filter.ts'

type GridWallFiguresProps = { answer: GridWallAnswer; open: OpenRows }

const groupsPerPage = 9
const secondsPerPage = 12

/** What was reported, is open, late and closed, how much of it on time; by place, kind and stage. */
export function GridWallFigures({ answer, open }: GridWallFiguresProps) {
  const t = useT()
  const { counts, onTime } = answer
  return (
    <div className="wall-left">
      <section className="grid-wall-figures" aria-label={t('grid.wall.title')}>
        {wallFigures.map((of) => (
          <button
            key={of}
            type="button"
            className="wall-figure"
            onClick={() => open({ of, title: t(`grid.wall.of.${of}`) })}
          >
            <strong>{counts[of]}</strong>
            <span>{t(`grid.wall.of.${of}`)}</span>
          </button>
        ))}
        <OnTime onTime={onTime} />
      </section>
      <Groups answer={answer} open={open} />
    </div>
  )
}

function OnTime({ onTime }: Pick<GridWallAnswer, 'onTime'>) {
  const t = useT()
  return (
    <a className="wall-figure grid-wall-on-time" href="/ledgers/incident/statistics">
      <strong>{onTime ? `${(onTime.basisPoints / 100).toFixed(1)}%` : '—'}</strong>
      <span>{t('grid.wall.on_time')}</span>
      <span>
        {onTime ? t('grid.wall.on_time.of', { n: onTime.n, of: onTime.of }) : t('grid.wall.on_time.none')}
      </span>
    </a>
  )
}

const dimensions = ['township', 'area', 'stage'] as const
type Dimension = (typeof dimensions)[number]

/** What is open by township, kind and stage, a page at a time; what is late stands beside. */
function Groups({ answer, open }: GridWallFiguresProps) {
  const t = useT()
  const groups: Record<Dimension, WallGroup[]> = {
    township: answer.townships,
    area: answer.areas,
    stage: answer.stages,
  }
  const sheets = dimensions.flatMap((by) => inPages(groups[by], groupsPerPage).map((rows) => ({ by, rows })))
  const pages = usePages(sheets.length, secondsPerPage)
  const sheet = sheets[pages.page]
  if (!sheet) return null
  const title = t(`grid.wall.by.${sheet.by}`)
  return (
    <section className="grid-wall-groups" aria-label={title}>
      <div className="wall-section-head">
        <h2>{title}</h2>
        <PageTurner pages={pages} name={title} />
      </div>
      <ul>
        {sheet.rows.map((group) => (
          <GroupLine key={group.key} by={sheet.by} group={group} open={open} />
        ))}
      </ul>
    </section>
  )
}

function GroupLine({ by, group, open }: { by: Dimension; group: WallGroup; open: OpenRows }) {
  const t = useT()
  const text = useLocalText()
  const name = group.label ? text(group.label) : t('grid.wall.nowhere')
  return (
    <li>
      <button type="button" onClick={() => open({ of: 'field', [by]: group.key, title: name })}>
        <span className="grid-wall-group">{name}</span>
        <strong>{group.open}</strong>
        <span className={group.late > 0 ? 'wall-overdue' : 'wall-muted'}>
          {group.late > 0 ? t('grid.wall.late_of', { count: group.late }) : ''}
        </span>
      </button>
    </li>
  )
}
