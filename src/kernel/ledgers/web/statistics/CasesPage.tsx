import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import {
  type CasePage,
  exclusionRules,
  type LedgerAnswer,
  type Measure,
  measures,
} from '#kernel/ledgers/model'
import {
  AppLink,
  type DataColumn,
  DataTable,
  DateText,
  DueText,
  Empty,
  ErrorState,
  Loading,
  PageHeader,
  Pager,
  useAddress,
  useGo,
  useLocalText,
  usePage,
  useRowKeys,
  useT,
} from '#kernel/ui/web'
import '../ledgers.css'
import '../messages.ts'
import { OfLedger } from '../OfLedger.tsx'
import { StageTag } from '../StageTag.tsx'
import { ExclusionText } from './ExclusionText.tsx'
import './messages.ts'
import { caseFilters, casesQuery } from './queries.ts'
import './statistics.css'

const pageSize = 50

type Case = CasePage['rows'][number]

/** The cases behind one figure of the statistics. The address is the figure's own. */
export function CasesPage({ ledger }: { ledger: string }) {
  return <OfLedger ledger={ledger}>{(declaration) => <Cases declaration={declaration} />}</OfLedger>
}

function Cases({ declaration }: { declaration: LedgerAnswer }) {
  const t = useT()
  const text = useLocalText()
  const go = useGo()
  const [{ back = '', ...address }] = useAddress()
  const asked = caseFilters(address)
  const measure = measures.find((name) => name === address['measure']) ?? 'on_time'
  const part = address['part'] ?? 'denominator'
  const page = usePage()
  const { data, error, refetch } = useQuery(
    casesQuery(declaration.id, { ...asked, measure, part, page, size: pageSize }),
  )
  const columns = useCaseColumns(declaration, measure)
  const keyOf = (row: Case) => `${row.entryId} ${row.task?.id ?? ''} ${row.placedAt}`
  const active = useRowKeys({
    rows: data?.rows.map(keyOf) ?? [],
    open: undefined,
    onOpen: (key) => go(`/entries/${key.split(' ')[0]}`),
    onClose: () => undefined,
  })
  const caption = t('ledgers.rates.cases', { measure: t(`ledgers.statistics.measure.${measure}`) })
  const period = t('ledgers.rates.period.days', { from: address['from'] ?? '', to: address['to'] ?? '' })
  return (
    <div className="list-page">
      <PageHeader
        title={caption}
        text={`${text(declaration.title)} · ${period}`}
        actions={
          <AppLink to={`/ledgers/${declaration.id}/statistics?${back}`}>
            {t('ledgers.rates.cases.back')}
          </AppLink>
        }
      />
      <p className="rates-note">{t(`ledgers.statistics.measure.${measure}.text`)}</p>
      <CasesBar part={part} total={data?.total} />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={12} />}
      {data?.total === 0 && <Empty title={t('ledgers.rates.cases.empty')} />}
      {data && data.rows.length > 0 && (
        <div className="list-scroll">
          <DataTable
            caption={caption}
            columns={columns}
            rows={data.rows}
            rowKey={keyOf}
            active={active}
            onOpen={(row) => go(`/entries/${row.entryId}`)}
          />
        </div>
      )}
    </div>
  )
}

type CasesBarProps = { part: string; total: number | undefined }

function CasesBar({ part, total }: CasesBarProps) {
  const t = useT()
  const [, change] = useAddress()
  return (
    <div className="list-filters">
      <Segmented
        aria-label={t('ledgers.rates.cases.which')}
        value={part}
        options={partsFor(part).map((value) => ({ value, label: partLabel(t, value) }))}
        onChange={(next) => change({ part: next, page: null })}
      />
      <span role="status" className="yw-number">
        {total !== undefined && t('ledgers.rates.cases.total', { count: total })}
      </span>
      <Pager total={total} size={pageSize} />
    </div>
  )
}

/** The figures on both sides of a rate, and the exclusion one came for. */
function partsFor(part: string): string[] {
  const excluded = exclusionRules
    .filter((rule) => part === `excluded:${rule}`)
    .map((rule) => `excluded:${rule}`)
  return ['numerator', 'denominator', ...excluded]
}

function partLabel(t: ReturnType<typeof useT>, part: string): string {
  const rule = exclusionRules.find((name) => part === `excluded:${name}`)
  if (rule) return t('ledgers.rates.cases.excluded', { rule: t(`ledgers.statistics.rule.${rule}`) })
  return t(part === 'numerator' ? 'ledgers.rates.cases.numerator' : 'ledgers.rates.cases.denominator')
}

const placedBy: Partial<Record<Measure, 'finished' | 'registered' | 'rated'>> = {
  rework: 'finished',
  resolution: 'registered',
  satisfaction: 'rated',
}

function useCaseColumns(declaration: LedgerAnswer, measure: Measure): DataColumn<Case>[] {
  const t = useT()
  const text = useLocalText()
  const day = (value: string | null) => (value === null ? null : <DateText value={value} withTime />)
  const due = (value: string | null) => (value === null ? null : <DueText value={value} />)
  const ofTask: DataColumn<Case>[] = [
    {
      key: 'task',
      title: t('ledgers.rates.cases.task'),
      render: ({ task }) => (task ? text(task.label) : null),
    },
  ]
  const ofDates: DataColumn<Case>[] = [
    {
      key: 'original',
      title: t('ledgers.rates.cases.original_due'),
      render: ({ task }) => due(task?.originalDueAt ?? null),
    },
    { key: 'ended', title: t('ledgers.rates.cases.ended'), render: ({ task }) => day(task?.endedAt ?? null) },
  ]
  const ofRating: DataColumn<Case>[] = [
    { key: 'score', title: t('ledgers.rates.cases.score'), align: 'end', render: ({ score }) => score },
  ]
  const placed = placedBy[measure] ?? 'due'
  return [
    {
      key: 'no',
      title: t('ledgers.screen.column.no'),
      render: ({ no, entryId }) => <AppLink to={`/entries/${entryId}`}>{no}</AppLink>,
    },
    { key: 'title', title: t('ledgers.rates.cases.title'), width: 240, render: ({ title }) => title },
    {
      key: 'stage',
      title: t('ledgers.screen.column.stage'),
      render: ({ stage }) => <StageTag declaration={declaration} stage={stage} />,
    },
    {
      key: 'organisation',
      title: t('ledgers.screen.column.organisation'),
      render: ({ organisation }) => (organisation ? text(organisation.name) : null),
    },
    ...(placed === 'due' || placed === 'finished' ? ofTask : []),
    {
      key: 'placed',
      title: t(`ledgers.rates.cases.placed.${placed}`),
      render: ({ placedAt }) => (placed === 'due' ? due(placedAt) : day(placedAt)),
    },
    ...(placed === 'due' ? ofDates : []),
    ...(placed === 'rated' ? ofRating : []),
    {
      key: 'counts',
      title: t('ledgers.rates.cases.counts'),
      render: ({ rule, yes, exclusion }) =>
        exclusion ? (
          <ExclusionText exclusion={exclusion} />
        ) : rule ? (
          t(`ledgers.statistics.rule.${rule}`)
        ) : (
          t(yes.includes(measure) ? 'ledgers.rates.cases.yes' : 'ledgers.rates.cases.no')
        ),
    },
  ]
}
