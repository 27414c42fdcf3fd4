import type { ReactNode } from 'react'
import type { ReportFile } from '#kernel/reports/model'
import { formatDate } from '#kernel/ui/model'
import { useLocalText, useT } from '#kernel/ui/web'
import '../model/messages.ts'
import './messages.ts'

/** One file that was taken out: by whom, from where, under which filters, as of when, and its hash. */
export function ExportDetail({ file }: { file: ReportFile }) {
  const t = useT()
  const text = useLocalText()
  const { what, format, at, account, organisation, path, filter, axis, period, rules } = file
  const asOf = axis === 'effective' ? file.asOfEffective : file.asOfRecorded
  const listed = (pairs: Readonly<Record<string, string | number>>) =>
    Object.entries(pairs)
      .map(([name, value]) => `${name} = ${value}`)
      .join('\n')
  const facts: [string, ReactNode, boolean?][] = [
    ['at', formatDate(at, true)],
    ['who', account.name],
    ['organisation', organisation && text(organisation)],
    ['purpose', file.purpose],
    ['rows', file.rows],
    ['bytes', file.bytes],
    ['as_of', asOf && `${formatDate(asOf, true)}${axis ? ` · ${t(`exports.axis.${axis}`)}` : ''}`],
    ['period', period && `${period.from} – ${period.to}`],
    ['path', path, true],
    ['filter', listed(filter), true],
    ['rules', listed(rules), true],
    ['sha256', file.sha256, true],
  ]
  return (
    <article className="yw-sheet">
      <h2>
        {t(`reports.what.${what}`)} · {format}
      </h2>
      {file.finishedAt === null && <p>{t('exports.unfinished.text')}</p>}
      <dl className="yw-facts">
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([name, value, wide]) => (
            <div key={name} data-wide={wide ? '' : undefined}>
              <dt>{t(`exports.${name}`)}</dt>
              <dd style={{ whiteSpace: 'pre-line' }}>{value}</dd>
            </div>
          ))}
      </dl>
      {Object.values(filter).some((value) => value.startsWith('#')) && (
        <p className="yw-quiet">{t('exports.filter.marks')}</p>
      )}
    </article>
  )
}
