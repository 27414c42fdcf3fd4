import { Drawer } from 'antd'
import { useState } from 'react'
import { AppLink, useLocale, useT } from '#kernel/ui/web'
import type { BoardAnswer } from '../../model/indicators/answers.ts'
import { boardMeasures } from '../../model/indicators/figures.ts'
import { projectAddress } from '../addresses.ts'
import { figureText } from './figure-text.ts'

type Cell = BoardAnswer['groups'][number]['cells'][number]
type Opened = { title: string; ids: readonly string[] } | null

/** Indicators in rows, spans in columns, then the groups of the year; a number opens the projects behind it. */
export function BoardTable({ answer, by }: { answer: BoardAnswer; by: string | undefined }) {
  const t = useT()
  const [opened, setOpened] = useState<Opened>(null)
  const open = (cell: Cell, span: string) =>
    setOpened({
      title: t('projects.indicators.rows', {
        measure: t(`projects.indicators.${cell.measure}`),
        span,
        count: cell.ids.length,
      }),
      ids: cell.ids,
    })
  const ids = new Set(opened?.ids)
  return (
    <>
      <div className="indicators-scroll">
        <table className="indicators-table">
          <caption className="yw-visually-hidden">{t('projects.indicators.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('projects.indicators.measure')}</th>
              {answer.spans.map(({ id }) => (
                <th key={id} scope="col">
                  {id}
                </th>
              ))}
              <th scope="col">{t('projects.indicators.export.target')}</th>
            </tr>
          </thead>
          <tbody>
            {boardMeasures.map((measure) => (
              <tr key={measure}>
                <th scope="row">{t(`projects.indicators.${measure}`)}</th>
                {answer.spans.map(({ id, cells }) => (
                  <BoardCell
                    key={id}
                    cell={cells.find((cell) => cell.measure === measure)}
                    onOpen={(cell) => open(cell, id)}
                  />
                ))}
                <td>
                  <Targets
                    targets={answer.targets.filter((target) => target.measure === measure)}
                    measure={measure}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {answer.groups.length > 0 && <Groups answer={answer} by={by} open={open} />}
      <Drawer size="large" open={opened !== null} title={opened?.title} onClose={() => setOpened(null)}>
        <CountedProjects projects={answer.projects.filter(({ id }) => ids.has(id))} />
      </Drawer>
    </>
  )
}

function BoardCell({ cell, onOpen }: { cell: Cell | undefined; onOpen: (cell: Cell) => void }) {
  const t = useT()
  const { locale } = useLocale()
  if (!cell) return <td />
  if (cell.value === null) return <td className="yw-quiet">{t('ui.unknown')}</td>
  return (
    <td>
      <button type="button" className="indicators-number" onClick={() => onOpen(cell)}>
        {figureText(cell.kind, cell.value, locale)}
      </button>
      {cell.kind === 'share' ? (
        <small>{t('projects.indicators.of_due', { done: cell.known, of: cell.of })}</small>
      ) : (
        cell.known < cell.of && (
          <small>{t('projects.indicators.of_known', { known: cell.known, of: cell.of })}</small>
        )
      )}
    </td>
  )
}

function Targets({ targets, measure }: { targets: BoardAnswer['targets']; measure: string }) {
  const t = useT()
  const { locale } = useLocale()
  if (targets.length === 0) return <span className="yw-quiet">{t('projects.indicators.no_target')}</span>
  const kind = measure.endsWith('_investment') ? 'fen' : measure === 'start_rate' ? 'share' : 'count'
  return targets.map(({ figureId, district, period, value, qualifier, source }) => (
    <AppLink key={figureId} to={`/projects/figures?figure=${figureId}`}>
      <span title={source}>
        {district} {period} {qualifier}
        {figureText(kind, value, locale)}
      </span>
    </AppLink>
  ))
}

const shownInGroups = [
  'started_count',
  'started_investment',
  'new_count',
  'over_100m_count',
  'in_statistics_count',
  'year_investment',
  'start_rate',
] as const

type GroupsProps = { answer: BoardAnswer; by: string | undefined; open: (cell: Cell, span: string) => void }

function Groups({ answer, by, open }: GroupsProps) {
  const t = useT()
  const nameOf = (key: string) => {
    if (by === 'category') return t(`projects.category.${key}`)
    if (by === 'park') return key === '' ? t('projects.indicators.without_park') : key
    const name = answer.divisions.find(({ code }) => code === key)?.name ?? key
    return by === 'township' && key.length === 6
      ? `${name} · ${t('projects.indicators.without_place')}`
      : name
  }
  return (
    <div className="indicators-scroll">
      <table className="indicators-table">
        <caption>{`${t(`projects.indicators.by.${by}`)} · ${answer.year}`}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`projects.indicators.by.${by}`)}</th>
            {shownInGroups.map((measure) => (
              <th key={measure} scope="col">
                {t(`projects.indicators.${measure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.groups.map(({ key, cells }) => (
            <tr key={key}>
              <th scope="row">{nameOf(key)}</th>
              {shownInGroups.map((measure) => (
                <BoardCell
                  key={measure}
                  cell={cells.find((cell) => cell.measure === measure)}
                  onOpen={(cell) => open(cell, nameOf(key))}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CountedProjects({ projects }: Pick<BoardAnswer, 'projects'>) {
  const t = useT()
  const { locale } = useLocale()
  return (
    <ul className="yw-rows">
      {projects.map(({ id, name, stage, investmentFen }) => (
        <li key={id}>
          <AppLink to={projectAddress(id)}>{name}</AppLink>
          <span className="yw-quiet">{t(`projects.stage.${stage}`)}</span>
          <span className="yw-number">
            {investmentFen === null ? t('ui.unknown') : figureText('fen', investmentFen, locale)}
          </span>
        </li>
      ))}
    </ul>
  )
}
