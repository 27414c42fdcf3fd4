import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { basisPoints } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { ErrorState, ExportMenu, Loading, useLocalText, useSession, useT } from '#kernel/ui/web'
import type { CircularAnswer } from '../../model/circulars/answers.ts'
import type { CaseRow, CircularContent, UnitRow } from '../../model/circulars/content.ts'
import { rankedMeasures } from '../../model/circulars/rule.ts'
import { ruleWords } from '../../model/circulars/rule-words.ts'
import { AgainPart } from './AgainPart.tsx'
import { CasesDrawer, type OpenedCases } from './CasesDrawer.tsx'
import { MatterTables } from './MatterTables.tsx'
import { circularQuery, paperPath } from './queries.ts'

/** What a circular says, each figure with the rows behind it. */
export function CircularContents({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(circularQuery(id))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  return <Loaded answer={data} />
}

function Loaded({ answer }: { answer: CircularAnswer }) {
  const t = useT()
  const { session } = useSession()
  const [opened, setOpened] = useState<OpenedCases | null>(null)
  const { content, entryId, stage } = answer
  const formats = ['docx', 'pdf'] as const
  return (
    <section className="entry-section circular">
      <div className="circular-head">
        <h2>{t('circulars.page.whole')}</h2>
        <ExportMenu items={formats.map((format) => ({ format, address: paperPath(entryId, format) }))} />
      </div>
      {stage === 'withdrawn' && (
        <p role="status" className="circular-withdrawn">
          {t('circulars.page.withdrawn')}
        </p>
      )}
      <p className="yw-quiet">
        {t('circulars.page.moments', {
          effectiveBy: formatDate(content.effectiveBy, true),
          recordedBy: formatDate(content.recordedBy, true),
          rule: content.rule.no,
        })}
      </p>
      <Totals content={content} open={setOpened} />
      <Ranking content={content} group="organisations" open={setOpened} />
      <Ranking content={content} group="townships" open={setOpened} />
      <MatterTables content={content} />
      <h3>{t('circulars.doc.rule')}</h3>
      {ruleWords(content.rule, t).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {session.rights.includes('ledgers.supervise') && <AgainPart answer={answer} />}
      <CasesDrawer opened={opened} onClose={() => setOpened(null)} />
    </section>
  )
}

type Opening = { content: CircularContent; open: (opened: OpenedCases) => void }

/** The whole, and beside it what it was the last time. */
function Totals({ content, open }: Opening) {
  const t = useT()
  const { totals, previous, cases } = content
  return (
    <>
      <dl className="circular-totals">
        {rankedMeasures.map((measure) => (
          <div key={measure}>
            <dt>{t(`circulars.measure.${measure}`)}</dt>
            <dd>
              <ShareButton
                name={t(`circulars.measure.${measure}`)}
                rows={cases.filter((row) => row.measure === measure)}
                share={totals.shares[measure]}
                open={open}
              />
              {previous && <Before share={previous.totals.shares[measure]} />}
            </dd>
          </div>
        ))}
        {(['overdue', 'supervised', 'red', 'slipping'] as const).map((item) => (
          <div key={item}>
            <dt>{item === 'overdue' ? t('circulars.column.overdue') : t(`circulars.total.${item}`)}</dt>
            <dd>
              <a href={`#circular-${item === 'red' || item === 'slipping' ? 'projects' : item}`}>
                {totals[item]}
              </a>
              {previous && (
                <span className="yw-quiet">
                  {t('circulars.column.then')} {previous.totals[item]}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="yw-quiet">
        {previous
          ? t('circulars.doc.previous', { number: previous.number, from: previous.from, to: previous.to })
          : t('circulars.doc.no_previous')}
      </p>
    </>
  )
}

function Before({ share }: { share: { n: number; of: number } | undefined }) {
  const t = useT()
  return (
    <span className="yw-quiet">
      {t('circulars.column.then')} {shareText(share)}
    </span>
  )
}

function shareText(share: { n: number; of: number } | undefined): string {
  const points = share ? basisPoints(share.n, share.of) : null
  return !share || points === null ? '—' : `${(points / 100).toFixed(2)}% (${share.n}/${share.of})`
}

type ShareButtonProps = {
  name: string
  rows: readonly CaseRow[]
  share: { n: number; of: number } | undefined
  open: Opening['open']
}

/** A figure that opens its cases, where the reader may have them. */
function ShareButton({ name, rows, share, open }: ShareButtonProps) {
  const text = shareText(share)
  if (rows.length === 0) return <span className="yw-number">{text}</span>
  return (
    <button type="button" className="circular-figure yw-number" onClick={() => open({ name, rows })}>
      {text}
    </button>
  )
}

function Ranking({ content, group, open }: Opening & { group: 'organisations' | 'townships' }) {
  const t = useT()
  const text = useLocalText()
  const units: readonly UnitRow[] = content[group]
  const measures = content.rule.rule.weights.map(({ measure }) => measure)
  const keyOf = (row: CaseRow) => (group === 'organisations' ? row.organisation : row.township)
  return (
    <>
      <h3>{t(`circulars.doc.${group}`)}</h3>
      {units.length === 0 && <p className="yw-quiet">{t('circulars.doc.none')}</p>}
      {units.length > 0 && (
        <div className="circular-scroll">
          <table className="circular-table">
            <thead>
              <tr>
                <th>{t('circulars.column.rank')}</th>
                <th>
                  {t(group === 'organisations' ? 'circulars.column.unit' : 'circulars.column.township')}
                </th>
                <th>{t('circulars.column.score')}</th>
                {measures.map((measure) => (
                  <th key={measure}>{t(`circulars.measure.${measure}`)}</th>
                ))}
                <th>{t('circulars.column.overdue')}</th>
                <th>{t('circulars.column.before')}</th>
              </tr>
            </thead>
            <tbody>
              {units.map((unit) => (
                <tr key={unit.key}>
                  <td className="yw-number">{unit.rank ?? t('circulars.unranked')}</td>
                  <td>{text(unit.name)}</td>
                  <td className="yw-number">
                    {unit.rank === null || unit.score === null ? '—' : (unit.score / 100).toFixed(2)}
                  </td>
                  {measures.map((measure) => (
                    <td key={measure}>
                      <ShareButton
                        name={`${text(unit.name)} · ${t(`circulars.measure.${measure}`)}`}
                        rows={content.cases.filter(
                          (row) => row.measure === measure && keyOf(row) === unit.key,
                        )}
                        share={unit.shares[measure]}
                        open={open}
                      />
                    </td>
                  ))}
                  <td className="yw-number">{unit.overdue}</td>
                  <td className="yw-number">{unit.before ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {units.some(({ rank }) => rank === null) && (
        <p className="yw-quiet">{t('circulars.doc.unranked', { min: content.rule.rule.casesMin })}</p>
      )}
    </>
  )
}
