import { useQuery } from '@tanstack/react-query'
import { Checkbox, InputNumber, Segmented, Select } from 'antd'
import { todayInShanghai } from '#kernel/ui/model'
import {
  addressWith,
  AppLink,
  DateInput,
  Empty,
  ErrorState,
  ExportMenu,
  Loading,
  PageHeader,
  useAddress,
  useSession,
  useT,
} from '#kernel/ui/web'
import { grains } from '../../model/indicators/board.ts'
import { BoardTable } from './BoardTable.tsx'
import './indicators.css'
import { boardQuery } from './queries.ts'
import { TargetForm } from './TargetForm.tsx'

const groupings = ['district', 'township', 'park', 'category'] as const

/** 投资与入统指标板: by year, quarter or month as of a day, against targets; each figure opens its projects. */
export default function IndicatorsPage() {
  const t = useT()
  const [address] = useAddress()
  const { session } = useSession()
  const { year, asOf, grain, by, example } = address
  const { data, error, refetch } = useQuery(boardQuery(address))
  return (
    <>
      <PageHeader
        title={t('projects.indicators.title')}
        text={t('projects.indicators.text')}
        actions={
          <>
            <AppLink to="/projects/figures">{t('projects.figures.title')}</AppLink>
            <AppLink to="/wall/indicators">{t('projects.indicators.wall')}</AppLink>
            {session.rights.includes('ledgers.export') && (
              <ExportMenu
                items={[
                  {
                    format: 'xlsx',
                    address: addressWith('/api/projects/indicators.xlsx', { year, asOf, grain, example }),
                  },
                ]}
              />
            )}
          </>
        }
      />
      <div className="indicators-page">
        <BoardBar shownYear={data?.year} examples={data?.examples ?? 0} />
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading lines={8} />}
        {data && data.projects.length === 0 && <Empty title={t('projects.indicators.empty')} />}
        {data && <BoardTable answer={data} by={by} />}
        {data && session.rights.includes('ledgers.import') && <TargetForm year={data.year} />}
      </div>
    </>
  )
}

function BoardBar({ shownYear, examples }: { shownYear: string | undefined; examples: number }) {
  const t = useT()
  const [{ year, asOf, grain, by, example }, change] = useAddress()
  return (
    <div className="indicators-bar">
      <InputNumber
        aria-label={t('projects.indicators.year')}
        min={1990}
        max={2099}
        precision={0}
        value={Number(year ?? shownYear ?? todayInShanghai(new Date()).slice(0, 4))}
        onChange={(value) => value !== null && String(value).length === 4 && change({ year: value })}
      />
      <Segmented
        aria-label={t('projects.indicators.grain')}
        value={grain ?? 'quarter'}
        options={grains.map((value) => ({ value, label: t(`projects.indicators.grain.${value}`) }))}
        onChange={(value) => change({ grain: value })}
      />
      <Select
        aria-label={t('projects.indicators.by')}
        value={by ?? 'none'}
        options={['none', ...groupings].map((value) => ({
          value,
          label: t(`projects.indicators.by.${value}`),
        }))}
        onChange={(value) => change({ by: value === 'none' ? null : value })}
      />
      <DateInput
        label={t('projects.wall.as_of')}
        placeholder={t('projects.wall.as_of')}
        value={asOf ?? null}
        max={todayInShanghai(new Date())}
        width={150}
        onChange={(day) => change({ asOf: day })}
      />
      <Checkbox
        checked={example === 'true'}
        onChange={({ target }) => change({ example: target.checked ? 'true' : null })}
      >
        {t('projects.indicators.example')}
        {examples > 0 && ` ${examples}`}
      </Checkbox>
    </div>
  )
}
