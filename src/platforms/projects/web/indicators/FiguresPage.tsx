import { useQuery } from '@tanstack/react-query'
import { Checkbox, Drawer, Input, Select } from 'antd'
import {
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  Loading,
  PageHeader,
  useAddress,
  useT,
} from '#kernel/ui/web'
import type { FigureAnswer } from '../../model/indicators/answers.ts'
import { figureKinds } from '../../model/indicators/figures.ts'
import { DerivedText, DifferenceText } from './compared-texts.tsx'
import { FigureDetail } from './FigureDetail.tsx'
import './indicators.css'
import { figuresQuery } from './queries.ts'

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
        <Filters themes={themes} />
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
        {open !== undefined && <FigureDetail id={open} />}
      </Drawer>
    </>
  )
}

function Filters({ themes }: { themes: readonly string[] }) {
  const t = useT()
  const [{ q = '', theme, kind, derived }, change] = useAddress()
  return (
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
  )
}

function useColumns(): DataColumn<FigureAnswer>[] {
  const t = useT()
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
      render: ({ comparison }) => <DerivedText comparison={comparison} />,
    },
    {
      key: 'difference',
      title: t('projects.figures.difference'),
      width: 120,
      align: 'end',
      render: ({ comparison }) => <DifferenceText comparison={comparison} />,
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
