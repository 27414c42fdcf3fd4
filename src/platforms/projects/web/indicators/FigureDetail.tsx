import { useQuery } from '@tanstack/react-query'
import { AppLink, ErrorState, Loading, useLocale, useT } from '#kernel/ui/web'
import type { FigureDetail as Figure } from '../../model/indicators/answers.ts'
import { projectAddress } from '../addresses.ts'
import { DerivedText, DifferenceText } from './compared-texts.tsx'
import { figureText } from './figure-text.ts'
import { figureQuery } from './queries.ts'

/** A reported figure with what the register derives, why they may differ, and the rows that are counted. */
export function FigureDetail({ id }: { id: string }) {
  const t = useT()
  const { data, error, refetch } = useQuery(figureQuery(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={5} />
  const { indicator, district, period, value, unit, qualifier, note, source, asOf, comparison } = data
  return (
    <div className="indicators-detail">
      <h2>
        {district} {period} {indicator}
      </h2>
      <dl>
        <dt>{t('projects.figures.reported')}</dt>
        <dd className="yw-number">
          {qualifier}
          {value} {unit}
        </dd>
        <dt>{t('projects.figures.source')}</dt>
        <dd>
          {source} · {asOf}
        </dd>
        {note !== '' && <dd>{note}</dd>}
        <dt>{t('projects.figures.derived')}</dt>
        <dd>
          <DerivedText comparison={comparison} />
        </dd>
        <dt>{t('projects.figures.difference')}</dt>
        <dd>
          <DifferenceText comparison={comparison} />
        </dd>
      </dl>
      {comparison && <p>{t(`projects.figures.measure.${comparison.measure}`)}</p>}
      {comparison && comparison.reasons.length > 0 && (
        <>
          <h3>{t('projects.figures.reasons')}</h3>
          <ul>
            {comparison.reasons.map((reason) => (
              <li key={reason}>{t(`projects.figures.reason.${reason}`)}</li>
            ))}
          </ul>
        </>
      )}
      <Rows figure={data} />
    </div>
  )
}

function Rows({ figure: { comparison, derived } }: { figure: Figure }) {
  const t = useT()
  const { locale } = useLocale()
  if (!derived) return null
  const { rows, known, of, stale } = derived
  return (
    <>
      <h3>
        {comparison?.kind === 'count' && comparison.reported !== null
          ? t('projects.figures.rows_named', { reported: comparison.reported, counted: of })
          : t('projects.figures.rows', { counted: of, known })}
      </h3>
      {stale > 0 && <p className="yw-quiet">{t('projects.figures.stale', { count: stale })}</p>}
      <ul className="yw-rows">
        {rows.map(({ id, name, fen, counted }) => (
          <li key={id ?? name}>
            {id === null ? name : <AppLink to={projectAddress(id)}>{name}</AppLink>}
            <span className="yw-number">
              {!counted && `${t('projects.figures.not_counted')} `}
              {fen === null ? (id === null ? '' : t('ui.unknown')) : figureText('fen', fen, locale)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
