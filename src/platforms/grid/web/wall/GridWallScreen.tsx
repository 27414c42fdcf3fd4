import { useState } from 'react'
import type { DivisionFeatures } from '#kernel/divisions/model'
import { inPages, PageTurner, usePages, WallHead } from '#kernel/reports/web'
import { useLocale, useT } from '#kernel/ui/web'
import { type GridWallAnswer, headlineOf } from '../../model/wall/grid-wall.ts'
import { GridWallFigures } from './GridWallFigures.tsx'
import { GridWallFoot } from './GridWallFoot.tsx'
import { GridWallMap } from './GridWallMap.tsx'
import { GridWallRows } from './GridWallRows.tsx'
import './grid-wall.css'
import { IncidentLine } from './IncidentLine.tsx'
import type { OpenRows, WallFilter } from './wall-filter.ts'

export type GridWallProps = {
  answer: GridWallAnswer
  townships: DivisionFeatures
  districts: DivisionFeatures
  /** Since when the live connection is gone, `HH:mm`; null while it stands. */
  lostSince: string | null
}

const secondsPerPage = 15

/** What matters today in one sentence, the map in the middle, what is late on the right. */
export function GridWallScreen({ answer, townships, districts, lostSince }: GridWallProps) {
  const t = useT()
  const { locale } = useLocale()
  const [filter, setFilter] = useState<WallFilter | null>(null)
  const headline = headlineOf(answer)
  const { demonstration } = answer
  const invented = demonstration > 0 ? ` · ${t('grid.wall.demonstration', { count: demonstration })}` : ''
  return (
    <div className="wall grid-wall" lang={locale}>
      <WallHead
        headline={t(headline.key, headline.params)}
        onHeadline={() => setFilter({ of: headline.opens, title: t(`grid.wall.of.${headline.opens}`) })}
        title={t('grid.wall.title')}
        note={`${answer.day}${invented}`}
        live={t('grid.wall.live')}
        lostSince={lostSince}
        paper={null}
      />
      <GridWallFigures answer={answer} open={setFilter} />
      <Middle {...{ answer, townships, districts }} open={setFilter} />
      <Late answer={answer} open={setFilter} />
      <GridWallFoot answer={answer} />
      {filter && <GridWallRows filter={filter} answer={answer} close={() => setFilter(null)} />}
    </div>
  )
}

const listedPerPage = 7

/** The map, then what was reported today, a page at a time. */
function Middle({
  answer,
  townships,
  districts,
  open,
}: Omit<GridWallProps, 'lostSince'> & { open: OpenRows }) {
  const t = useT()
  const sheets = inPages(answer.today, listedPerPage)
  const pages = usePages(1 + sheets.length, secondsPerPage)
  const title = pages.page === 0 ? t('grid.wall.map') : t('grid.wall.list')
  return (
    <section className="wall-middle" aria-label={title}>
      <div className="wall-section-head">
        <h2>{title}</h2>
        <PageTurner pages={pages} name={title} />
      </div>
      {pages.page === 0 ? (
        <GridWallMap {...{ answer, townships, districts, open }} />
      ) : (
        <ul className="grid-wall-list">
          {sheets[pages.page - 1]?.map((incident) => (
            <IncidentLine key={incident.id} incident={incident} answer={answer} />
          ))}
        </ul>
      )}
    </section>
  )
}

const latePerPage = 6

function Late({ answer, open }: { answer: GridWallAnswer; open: OpenRows }) {
  const t = useT()
  const sheets = inPages(answer.late, latePerPage)
  const pages = usePages(sheets.length, 10)
  const title = t('grid.wall.late')
  return (
    <section className="wall-late" aria-label={title}>
      <div className="wall-section-head">
        <h2>
          <button type="button" onClick={() => open({ of: 'late', title })}>
            {title} {answer.counts.late}
          </button>
        </h2>
        <PageTurner pages={pages} name={title} />
      </div>
      {sheets.length === 0 && <p className="wall-empty">{t('grid.wall.late.none')}</p>}
      <ul>
        {sheets[pages.page]?.map((incident) => (
          <IncidentLine key={incident.id} incident={incident} answer={answer} />
        ))}
      </ul>
    </section>
  )
}
