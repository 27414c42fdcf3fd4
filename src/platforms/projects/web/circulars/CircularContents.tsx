import { formatDate } from '#kernel/ui/model'
import { CircularFrame, type OpenedCases, ShareButton, shareText } from '#kernel/reports/web'
import { useLocalText, useT } from '#kernel/ui/web'
import type { CaseRow, CircularContent, UnitRow } from '../../model/circulars/content.ts'
import { rankedMeasures } from '../../model/circulars/rule.ts'
import { ruleWords } from '../../model/circulars/rule-words.ts'
import { MatterTables } from './MatterTables.tsx'

const path = '/api/projects/circulars'

/** What a circular says, each figure with the rows behind it. */
export function CircularContents({ id }: { id: string }) {
  return (
    <CircularFrame<CircularContent> path={path} id={id}>
      {(content, open) => <Loaded content={content} open={open} />}
    </CircularFrame>
  )
}

function Loaded({ content, open }: Opening) {
  const t = useT()
  return (
    <>
      <p className="yw-quiet">
        {t('circulars.page.moments', {
          effectiveBy: formatDate(content.effectiveBy, true),
          recordedBy: formatDate(content.recordedBy, true),
          rule: content.rule.no,
        })}
      </p>
      <Totals content={content} open={open} />
      <Ranking content={content} group="organisations" open={open} />
      <Ranking content={content} group="townships" open={open} />
      <MatterTables content={content} />
      <h3>{t('circulars.doc.rule')}</h3>
      {ruleWords(content.rule, t).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
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
