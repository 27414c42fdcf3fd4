import { formatDate } from '#kernel/ui/model'
import { AppLink, ExportMenu, useLocalText, useT } from '#kernel/ui/web'
import type { SupervisedRow } from '../../model/circulars/content.ts'
import type { DueStep, OrderRow } from '../../model/circulars/desk.ts'
import { problemAddress } from '../addresses.ts'
import { Listed } from './Listed.tsx'

/** The rungs of the ladder that come due today. */
export function DeskToday({ rows }: { rows: readonly DueStep[] }) {
  const t = useT()
  const text = useLocalText()
  return (
    <Listed
      id="today"
      title={t('circulars.desk.today')}
      heads={['step', 'matter', 'unit', 'outcome'].map((key) => t(`circulars.column.${key}`))}
      rows={rows.map((row) => (
        <tr key={`${row.entryId}${row.step}${row.at}`}>
          <td>{t(`circulars.step.${row.step}`)}</td>
          <td>
            <AppLink to={problemAddress(row.entryId)}>{row.title}</AppLink>{' '}
            <span className="yw-quiet">
              {row.no} · {text(row.task)}
            </span>
          </td>
          <td>{text(row.organisation)}</td>
          <td className="yw-number">
            {row.climbed
              ? t('circulars.desk.climbed')
              : t('circulars.desk.to_come', { at: formatDate(row.at, true) })}
          </td>
        </tr>
      ))}
    />
  )
}

/** What was pressed of late, by rule or by persons, and what came of it. */
export function SupervisedTable({
  id,
  title,
  rows,
}: {
  id: string
  title: string
  rows: readonly SupervisedRow[]
}) {
  const t = useT()
  const text = useLocalText()
  return (
    <Listed
      id={id}
      title={title}
      heads={['on', 'step', 'matter', 'unit', 'outcome'].map((key) => t(`circulars.column.${key}`))}
      rows={rows.map((row, index) => (
        <tr key={`${row.entryId} ${index}`}>
          <td className="yw-number">{row.on}</td>
          <td>
            {t(`circulars.step.${row.step}`)} {row.byRule && t('circulars.by_rule')}
          </td>
          <td>
            <AppLink to={problemAddress(row.entryId)}>{row.title}</AppLink>{' '}
            <span className="yw-quiet">{row.no}</span>
          </td>
          <td>{text(row.organisation)}</td>
          <td>
            {t(`circulars.result.${row.outcome}`)} <span className="yw-number">{row.outcomeOn}</span>
          </td>
        </tr>
      ))}
    />
  )
}

export function DeskDone({ rows }: { rows: readonly SupervisedRow[] }) {
  return <SupervisedTable id="done" title={useT()('circulars.desk.done')} rows={rows} />
}

/** Orders under their numbers, each on paper and followed to its answer. */
export function DeskOrders({ rows }: { rows: readonly OrderRow[] }) {
  const t = useT()
  const text = useLocalText()
  const formats = ['docx', 'pdf'] as const
  return (
    <Listed
      id="orders"
      title={t('circulars.desk.orders')}
      heads={[
        ...['number', 'on', 'matter', 'unit', 'reply'].map((key) => t(`circulars.column.${key}`)),
        t('circulars.desk.paper'),
      ]}
      rows={rows.map((row) => (
        <tr key={row.number}>
          <td>{row.number}</td>
          <td className="yw-number">{row.on}</td>
          <td>
            <AppLink to={problemAddress(row.entryId)}>{row.title}</AppLink>
          </td>
          <td>{text(row.organisation)}</td>
          <td>
            {row.answeredOn
              ? t('circulars.desk.answered', { on: row.answeredOn })
              : t('circulars.desk.unanswered', { on: row.answerOn ?? '' })}
          </td>
          <td>
            <ExportMenu
              print={false}
              items={formats.map((format) => ({
                format,
                address: `/api/entries/${row.entryId}/orders/${row.seq}/paper.${format}`,
              }))}
            />
          </td>
        </tr>
      ))}
    />
  )
}
