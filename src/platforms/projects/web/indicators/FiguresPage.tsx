import { useQuery } from '@tanstack/react-query'
import { Checkbox, Drawer, Input, Select } from 'antd'
import {
  AppLink,
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  Loading,
  PageHeader,
  useAddress,
  useLocale,
  useT,
} from '#kernel/ui/web'
import type { FigureAnswer } from '../../model/indicators/answers.ts'
import { figureKinds } from '../../model/indicators/figures.ts'
import { projectAddress } from '../addresses.ts'
import { figureText } from './figure-text.ts'
import './indicators.css'
import { figureQuery, figuresQuery } from './queries.ts'

/** Figures as they were reported, beside what the register derives: the difference is shown, never corrected. */
export default function FiguresPage() {
  const t = useT()
  const [{ q = '', theme, kind, derived, figure: open }, change] = useAddress()
  const { data, error, refetch } = useQuery(figuresQuery)
  const columns = useColumns()
  const shown = (data ?? []).filter(
    (figure) =>
      (q === '' || `${figure.indicator} ${figure.note}`.includes(q.trim())) &&
      (!theme || figure.theme === theme) &&
      (!kind || figure.kind === kind) &&
      (!derived || figure.comparison !== null),
  )
  const themes = [...new Set((data ?? []).map((figure) => figure.theme))]
  const derivable = shown.flatMap(({ comparison }) => comparison ?? [])
  const equal = derivable.filter(({ difference }) => difference === 0).length
  return (
    <>
      <PageHeader title={t('projects.figures.title')} text={t('projects.figures.text')} />
      <div className="indicators-page">
        <div className="indicators-bar">
          <Input
            allowClear
            aria-label={t('projects.figures.search')}
            placeholder={t('projects.figures.search')}
            value={q}
            onChange={({ target }) => change({ q: target.value })}
          />
          <Select
            allowClear
            aria-label={t('projects.figures.theme')}
            placeholder={t('projects.figures.theme')}
            value={theme ?? null}
            options={themes.map((value) => ({ value, label: value }))}
            onChange={(value) => change({ theme: value ?? null })}
          />
          <Select
            allowClear
            aria-label={t('projects.figures.kind')}
            placeholder={t('projects.figures.kind')}
            value={kind ?? null}
            options={figureKinds.map((value) => ({ value, label: t(`projects.figure.kind.${value}`) }))}
            onChange={(value) => change({ kind: value ?? null })}
          />
          <Checkbox
            checked={derived === 'true'}
            onChange={({ target }) => change({ derived: target.checked ? 'true' : null })}
          >
            {t('projects.figures.only_derived')}
          </Checkbox>
        </div>
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading lines={8} />}
        {data && (
          <>
            <p role="status">
              {t('projects.figures.count', { count: shown.length, derived: derivable.length, equal })}
            </p>
            {shown.length === 0 && <Empty />}
            <div className="indicators-scroll">
              <DataTable
                caption={t('projects.figures.title')}
                columns={columns}
                rows={shown}
                rowKey={({ id }) => id}
                open={open}
                onOpen={({ id }) => change({ figure: id })}
              />
            </div>
          </>
        )}
      </div>
      <Drawer
        size="large"
        open={open !== undefined}
        title={t('projects.figures.detail')}
        onClose={() => change({ figure: null })}
      >
        {open !== undefined && <Detail id={open} />}
      </Drawer>
    </>
  )
}

function useColumns(): DataColumn<FigureAnswer>[] {
  const t = useT()
  const { locale } = useLocale()
  const [, change] = useAddress()
  const text = (
    name: 'period' | 'asOf' | 'source' | 'theme',
    title: string,
    width: number,
  ): DataColumn<FigureAnswer> => ({
    key: name,
    title,
    width,
    render: (figure) => figure[name],
  })
  return [
    {
      key: 'indicator',
      title: t('projects.figures.indicator'),
      width: 260,
      render: ({ id, indicator }) => (
        <button type="button" className="indicators-number" onClick={() => change({ figure: id })}>
          {indicator}
        </button>
      ),
    },
    text('period', t('projects.figures.period'), 120),
    {
      key: 'reported',
      title: t('projects.figures.reported'),
      width: 110,
      align: 'end',
      render: ({ qualifier, value, unit }) => (
        <span className="yw-number">
          {qualifier}
          {value} {unit}
        </span>
      ),
    },
    {
      key: 'derived',
      title: t('projects.figures.derived'),
      width: 130,
      align: 'end',
      render: ({ comparison }) =>
        comparison === null ? (
          <span className="yw-quiet">{t('projects.figures.none')}</span>
        ) : comparison.derived === null ? (
          t('projects.figures.unknown')
        ) : (
          <span className="yw-number">{figureText(comparison.kind, comparison.derived, locale)}</span>
        ),
    },
    {
      key: 'difference',
      title: t('projects.figures.difference'),
      width: 120,
      align: 'end',
      render: ({ comparison }) =>
        comparison?.difference === 0 ? (
          t('projects.figures.equal')
        ) : comparison?.difference == null ? (
          ''
        ) : (
          <span className="yw-number">{figureText(comparison.kind, comparison.difference, locale)}</span>
        ),
    },
    {
      key: 'kind',
      title: t('projects.figures.kind'),
      width: 80,
      render: ({ kind }) => t(`projects.figure.kind.${kind}`),
    },
    text('theme', t('projects.figures.theme'), 100),
    text('asOf', t('projects.figures.as_of'), 100),
    text('source', t('projects.figures.source'), 220),
  ]
}

function Detail({ id }: { id: string }) {
  const t = useT()
  const { locale } = useLocale()
  const { data, error, refetch } = useQuery(figureQuery(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={5} />
  const { indicator, district, period, value, unit, qualifier, note, source, asOf, comparison, derived } =
    data
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
        <dd className="yw-number">
          {comparison === null
            ? t('projects.figures.none')
            : comparison.derived === null
              ? t('projects.figures.unknown')
              : figureText(comparison.kind, comparison.derived, locale)}
        </dd>
        {comparison?.difference != null && (
          <>
            <dt>{t('projects.figures.difference')}</dt>
            <dd className="yw-number">
              {comparison.difference === 0
                ? t('projects.figures.equal')
                : figureText(comparison.kind, comparison.difference, locale)}
            </dd>
          </>
        )}
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
      {derived && (
        <>
          <h3>
            {comparison?.kind === 'count' && comparison.reported !== null
              ? t('projects.figures.rows_named', { reported: comparison.reported, counted: derived.of })
              : t('projects.figures.rows', { counted: derived.of, known: derived.known })}
          </h3>
          {derived.stale > 0 && (
            <p className="yw-quiet">{t('projects.figures.stale', { count: derived.stale })}</p>
          )}
          <ul className="yw-rows">
            {derived.rows.map(({ id: project, name, fen, counted }) => (
              <li key={project ?? name}>
                {project === null ? name : <AppLink to={projectAddress(project)}>{name}</AppLink>}
                <span className="yw-number">
                  {!counted && `${t('projects.figures.not_counted')} `}
                  {fen === null ? (project === null ? '' : t('ui.unknown')) : figureText('fen', fen, locale)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
