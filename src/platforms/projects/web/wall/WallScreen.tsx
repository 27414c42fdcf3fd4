import { inPages, PageTurner, usePages, WallHead } from '#kernel/reports/web'
import { useMemo, useState } from 'react'
import type { Locale } from '#kernel/i18n/model'
import { type ChartGrouping, countWall, headlineOf, type Wall, type WallFilter } from '../../model/wall.ts'
import type { WallAnswer } from '../../model/wall-rows.ts'
import { chartSheets, groupLine, inCardOrder, wallText } from '../../model/wall-words.ts'
import { DateSlider } from './DateSlider.tsx'
import { RowsDrawer } from './RowsDrawer.tsx'
import { cardsPerPage, WallCards } from './WallCards.tsx'
import { WallGroups } from './WallGroups.tsx'
import { WallLate } from './WallLate.tsx'
import { shapesOf, WallMap, type WallShapes } from './WallMap.tsx'
import { WallTotals } from './WallTotals.tsx'
import { useWallText, WallTextContext } from './wall-text.ts'
import './wall.css'

const secondsPerPage = 15

export type WallScreenProps = {
  answer: WallAnswer
  shapes: WallShapes
  locale: Locale
  /** Since when the live connection is gone, `HH:mm`; null while it stands. */
  lostSince: string | null
  onPickDay: (day: string | null) => void
  openEntry: (id: string) => void
  /** What the chart is drawn by; null: one page after the other by everything. */
  chart: ChartGrouping | null
  onChart: (chart: ChartGrouping | null) => void
  /** Where the same stands for printing on A3; null for who may not export. */
  paper: string | null
}

/** The wall chart (挂图作战): what matters today in one sentence, the map in the middle, what is late on the right. */
export function WallScreen(props: WallScreenProps) {
  const { answer, shapes, locale, lostSince, onPickDay, openEntry, chart, onChart, paper } = props
  const [filter, setFilter] = useState<WallFilter | null>(null)
  const text = useMemo(() => wallText(locale, answer.divisions), [locale, answer.divisions])
  const wall = useMemo(() => countWall(answer.projects, answer.problems, answer.day), [answer])
  const codes = answer.divisions.map(({ code }) => code).join(' ')
  const near = useMemo(() => shapesOf(shapes, codes.split(' ')), [shapes, codes])
  const headline = headlineOf(wall)
  const invented = answer.projects.filter((project) => project.demonstration).length
  const isToday = answer.day === answer.today
  return (
    <WallTextContext value={text}>
      <div className="wall" lang={locale}>
        <WallHead
          headline={text.say(`projects.wall.headline.${headline.code}`, headline.params)}
          onHeadline={() => setFilter(headline.filter)}
          title={text.say('projects.title')}
          note={`${answer.day}${invented > 0 ? ` · ${text.say('projects.wall.demonstration', { count: invented })}` : ''}`}
          live={text.say(isToday ? 'projects.wall.live' : 'projects.wall.earlier')}
          lostSince={lostSince}
          paper={paper}
        />
        <div className="wall-left">
          <WallTotals wall={wall} open={setFilter} />
          <WallGroups key={chart ?? ''} wall={wall} chart={chart} onChart={onChart} open={setFilter} />
        </div>
        <WallMiddle
          key={chart ?? ''}
          answer={answer}
          wall={wall}
          chart={chart}
          shapes={near}
          open={setFilter}
          openEntry={openEntry}
        />
        <WallLate
          wall={wall}
          projects={answer.projects}
          problems={answer.problems}
          open={setFilter}
          openEntry={openEntry}
        />
        <DateSlider answer={answer} onPick={onPickDay} />
        {filter && (
          <RowsDrawer filter={filter} answer={answer} close={() => setFilter(null)} openEntry={openEntry} />
        )}
      </div>
    </WallTextContext>
  )
}

type MiddleProps = Pick<WallScreenProps, 'answer' | 'shapes' | 'openEntry' | 'chart'> & {
  wall: Wall
  open: (filter: WallFilter) => void
}

/** The map, then all projects as cards, a page at a time; by the chart's grouping, under the name and sums of each. */
function WallMiddle({ answer, wall, chart, shapes, open, openEntry }: MiddleProps) {
  const text = useWallText()
  const { say } = text
  const sheets = useMemo(
    () =>
      chart === null
        ? inPages(inCardOrder(answer.projects), cardsPerPage).map((projects) => ({ group: null, projects }))
        : chartSheets(wall, chart, answer.projects, cardsPerPage),
    [answer.projects, wall, chart],
  )
  const pages = usePages(sheets.length + 1, secondsPerPage)
  const sheet = sheets[pages.page - 1]
  const group = sheet?.group ?? null
  return (
    <section className="wall-middle" aria-label={say('projects.wall.map')}>
      <div className="wall-section-head">
        <h2>
          {group && chart ? (
            <button type="button" onClick={() => open(group.filter)}>
              {groupLine(text, chart, group)}
            </button>
          ) : (
            say(pages.page === 0 ? 'projects.wall.map' : 'projects.wall.cards')
          )}
        </h2>
        <PageTurner pages={pages} name={say('projects.wall.map')} />
      </div>
      {pages.page === 0 ? (
        <WallMap shapes={shapes} projects={answer.projects} open={open} openEntry={openEntry} />
      ) : (
        <WallCards projects={sheet?.projects ?? []} open={openEntry} />
      )}
    </section>
  )
}
