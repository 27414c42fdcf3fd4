import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { DivisionSelect } from '#kernel/divisions/web'
import type { LedgerAnswer } from '#kernel/ledgers/model'
import { shanghaiDate } from '#kernel/time/model'
import { formatDate } from '#kernel/ui/model'
import {
  addressWith,
  DateInput,
  Empty,
  ErrorState,
  ExportMenu,
  Loading,
  PageHeader,
  useAddress,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import '../ledgers.css'
import '../messages.ts'
import { OfLedger } from '../OfLedger.tsx'
import './messages.ts'
import { periodName, periods } from './period.ts'
import { askedOf, statisticsQuery } from './queries.ts'
import './statistics.css'
import { StatisticsRules } from './StatisticsRules.tsx'
import { StatisticsTable } from './StatisticsTable.tsx'

/** The rates of a ledger over a period. Every figure opens the cases behind it. */
export function StatisticsPage({ ledger }: { ledger: string }) {
  return <OfLedger ledger={ledger}>{(declaration) => <Statistics declaration={declaration} />}</OfLedger>
}

function Statistics({ declaration }: { declaration: LedgerAnswer }) {
  const t = useT()
  const text = useLocalText()
  const [address] = useAddress()
  const asked = askedOf(address, shanghaiDate(new Date()))
  return (
    <div className="list-page rates-page">
      <PageHeader
        title={t('ledgers.rates.of', { ledger: text(declaration.title) })}
        text={t('ledgers.rates.period.days', { from: asked['from'] ?? '', to: asked['to'] ?? '' })}
        actions={<RatesFiles ledger={declaration.id} />}
      />
      <Rates declaration={declaration} />
    </div>
  )
}

/** What may be taken home of the rates: files for who may export, print for everybody. */
export function RatesFiles({ ledger }: { ledger: string }) {
  const t = useT()
  const [address] = useAddress()
  const asked = askedOf(address, shanghaiDate(new Date()))
  const { data } = useQuery(statisticsQuery(ledger, asked))
  if (data?.can.export) return <ExportMenu items={filesOf(ledger, asked)} />
  return (
    <Button icon={<PrinterOutlined />} onClick={() => print()}>
      {t('ledgers.rates.print')}
    </Button>
  )
}

export type RatesViewProps = {
  ledger: string
  /** What it can be told by besides what its declaration says: fields that the ledger names in `statistics.by`. */
  more?: readonly string[]
  /** What a group is called where the answer knows its key only. */
  names?: ReadonlyMap<string, string>
}

/** Period, dimension and place to choose, the rates, and what each of them counts: for pages of platforms. */
export function RatesView({ ledger, ...rest }: RatesViewProps) {
  return <OfLedger ledger={ledger}>{(declaration) => <Rates declaration={declaration} {...rest} />}</OfLedger>
}

type RatesProps = Omit<RatesViewProps, 'ledger'> & { declaration: LedgerAnswer }

function Rates({ declaration, more = [], names }: RatesProps) {
  const t = useT()
  const [address] = useAddress()
  const asked = askedOf(address, shanghaiDate(new Date()))
  const { data, error, refetch } = useQuery(statisticsQuery(declaration.id, asked))
  const counted = data?.measures.some((measure) => {
    const rate = data.all[measure]
    return rate !== undefined && rate.of + rate.excluded.length > 0
  })
  return (
    <>
      <Choices declaration={declaration} more={more} />
      {data?.asOf && (
        <p className="rates-note" role="status">
          {t('ledgers.rates.as_of', { date: formatDate(data.asOf, true) })}
        </p>
      )}
      {data?.behind && (
        <p className="rates-note" role="status">
          {t('ledgers.rates.behind')}
        </p>
      )}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && !error && !counted && (
        <Empty title={t('ledgers.rates.empty')} text={t('ledgers.rates.empty.text')} />
      )}
      {data && !error && counted && (
        <>
          <StatisticsTable ledger={declaration.id} answer={data} names={names} />
          <StatisticsRules measures={data.measures} />
        </>
      )}
    </>
  )
}

/** The workbook, and the bulletin as of the moment shown; of the present, as of a minute ago, since it must be past. */
function filesOf(ledger: string, asked: ReturnType<typeof askedOf>) {
  const asOf = asked['asOf'] ?? new Date(Date.now() - 60_000).toISOString()
  const file = (name: string) => `/api/ledgers/${ledger}/${name}`
  return [
    { format: 'xlsx', address: addressWith(file('statistics.xlsx'), asked) },
    { format: 'bulletin_docx', address: addressWith(file('bulletin.docx'), { ...asked, asOf }) },
    { format: 'bulletin_pdf', address: addressWith(file('bulletin.pdf'), { ...asked, asOf }) },
  ] as const
}

const categories = new Set(['choice', 'boolean', 'division', 'organisation', 'date'])

function Choices({ declaration, more }: { declaration: LedgerAnswer; more: readonly string[] }) {
  const t = useT()
  const text = useLocalText()
  const [address, change] = useAddress()
  const by = address['by'] ?? 'organisation'
  const plain = ['organisation', 'township', 'village', 'district', 'month', 'task'] as const
  const dimensions = [
    ...plain.map((value): { value: string; label: string } => ({
      value,
      label: t(`ledgers.rates.by.${value}`),
    })),
    ...declaration.fields
      .filter((field) => field.filter && (categories.has(field.kind) || more.includes(field.name)))
      .map((field) => ({ value: `category:${field.name}`, label: text(field.label) })),
  ]
  const place = address['village'] ?? address['township'] ?? null
  return (
    <div className="list-filters rates-choices" role="search">
      <Segmented
        aria-label={t('ledgers.rates.period')}
        value={periodName(address)}
        options={periods.map((value) => ({ value, label: t(`ledgers.rates.period.${value}`) }))}
        onChange={(period) => change({ period: period === 'month' ? null : period })}
      />
      {periodName(address) === 'custom' && <CustomPeriod />}
      <label className="board-group">
        {t('ledgers.rates.by')}
        <Select
          aria-label={t('ledgers.rates.by')}
          value={by}
          options={dimensions}
          popupMatchSelectWidth={false}
          style={{ minWidth: 136 }}
          onChange={(next) => change({ by: next === 'organisation' ? null : next })}
        />
      </label>
      <span style={{ width: 144 }}>
        <DivisionSelect
          allowClear
          label={t('ledgers.screen.filter.place')}
          value={place === '-' ? null : place}
          onChange={(code) =>
            change({
              township: code?.length === 9 ? code : null,
              village: code?.length === 12 ? code : null,
            })
          }
        />
      </span>
    </div>
  )
}

function CustomPeriod() {
  const t = useT()
  const [address, change] = useAddress()
  const { from = null, to = null } = askedOf(address, shanghaiDate(new Date()))
  return (
    <>
      <DateInput
        label={t('ledgers.rates.from')}
        value={from}
        width={128}
        {...(to === null ? {} : { max: to })}
        onChange={(date) => change({ from: date })}
      />
      <DateInput
        label={t('ledgers.rates.to')}
        value={to}
        width={128}
        onChange={(date) => change({ to: date, ...(date && from && date < from ? { from: date } : {}) })}
      />
    </>
  )
}
