import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, InputNumber } from 'antd'
import { useState } from 'react'
import { DivisionSelect, useDivisionName } from '#kernel/divisions/web'
import { type RuleEditorProps, RulebookPart } from '#kernel/rulebooks/web'
import {
  AppLink,
  type DataColumn,
  DataTable,
  ErrorState,
  FormRow,
  Loading,
  PageHeader,
  SplitPage,
  useAddress,
  useSession,
  useT,
} from '#kernel/ui/web'
import {
  type CoverageAnswer,
  type CoverageLine,
  CoverageMeasure,
  coverageMeasures,
  type CoverageRule,
} from '../../model/cells/coverage/coverage.ts'
import { coverageBook } from '../../model/cells/coverage/coverage-book.ts'
import { coverageQuery } from './board-queries.ts'
import { CoverageRowsPanel } from './CoverageRowsPanel.tsx'
import './cells.css'

/** 全覆盖、全响应、零距离、全天候: what is known of each part of a division; every number opens its rows. */
export default function CoveragePage() {
  const t = useT()
  const { session } = useSession()
  const roots = session.position.divisions.map(({ code }) => code)
  const [address, change] = useAddress()
  const division = address['division'] ?? roots[0] ?? ''
  const measure = CoverageMeasure.safeParse(address['measure']).data
  const { data, error, refetch } = useQuery(coverageQuery(division))
  return (
    <SplitPage
      head={<PageHeader title={t('cells.coverage.title')} text={t('cells.coverage.text')} />}
      filters={
        <div className="cells-filters">
          <DivisionSelect
            value={division}
            label={t('cells.page.division')}
            within={roots}
            onChange={(code) => change({ division: code, measure: null, at: null, page: null })}
          />
          {data && <RulePart key={data.rule.version} answer={data} />}
        </div>
      }
      beside={
        measure && data ? (
          <CoverageRowsPanel
            key={`${address['at'] ?? division} ${measure}`}
            division={address['at'] ?? division}
            measure={measure}
            canExport={data.can.export}
          />
        ) : null
      }
      onClose={() => change({ measure: null, at: null, page: null })}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={8} />}
      {data && <Board answer={data} />}
    </SplitPage>
  )
}

function Board({ answer }: { answer: CoverageAnswer }) {
  const t = useT()
  const nameOf = useDivisionName()
  const [, change] = useAddress()
  const { loading, rule, whole, lines } = answer
  const columns: DataColumn<CoverageLine>[] = [
    {
      key: 'division',
      title: t('cells.page.division'),
      width: 170,
      render: ({ division }) =>
        division === answer.division || division.length === 12 ? (
          nameOf(division)
        ) : (
          <AppLink to={`/grid/coverage?division=${division}`}>{nameOf(division)}</AppLink>
        ),
    },
    ...coverageMeasures.map(
      (measure): DataColumn<CoverageLine> => ({
        key: measure,
        title: t(`cells.coverage.${measure}`),
        width: 130,
        align: 'end',
        render: (line) => (
          <Figure
            {...figureOf(line, measure)}
            label={`${nameOf(line.division)} ${t(`cells.coverage.${measure}`)}`}
            onOpen={() => change({ measure, at: line.division, page: null })}
          />
        ),
      }),
    ),
    {
      key: 'response',
      title: t('cells.coverage.response'),
      width: 190,
      render: (line) => <Response line={line} />,
    },
  ]
  return (
    <>
      {loading && (
        <p className="cells-loading" role="status">
          {t('cells.coverage.loading', { ...loading })}
        </p>
      )}
      <p className="cells-note">{t('cells.coverage.by', { days: rule.visitDays, on: answer.on })}</p>
      <div className="cells-coverage">
        <DataTable
          caption={t('cells.coverage.title')}
          columns={columns}
          rows={[whole, ...lines]}
          rowKey={(line) => (line === whole ? `whole ${line.division}` : line.division)}
        />
      </div>
    </>
  )
}

type Counted = { count: number | null; of: number }

function figureOf(line: CoverageLine, measure: CoverageMeasure): Counted {
  switch (measure) {
    case 'cells_without_worker':
      return line.cells
    case 'buildings_without_head':
      return line.buildings
    case 'households_not_visited':
      return line.households
    case 'claims_unanswered':
      return line.claims
    case 'incidents_unsigned':
      return line.response.reported === 0
        ? { count: null, of: 0 }
        : { count: line.response.reported - line.response.signed, of: line.response.reported }
    case 'duty_gaps':
      return { count: line.duty.gaps, of: line.duty.of }
  }
}

type FigureProps = Counted & { label: string; onOpen: () => void }

/** A number that opens its rows; where there is nothing to count by, that is said. */
function Figure({ count, of, label, onOpen }: FigureProps) {
  const t = useT()
  if (count === null) return <span className="yw-quiet">{t('cells.coverage.unknown')}</span>
  if (count === 0) return <span className="yw-quiet">0 / {of}</span>
  return (
    <Button type="link" size="small" aria-label={`${label} ${count}`} onClick={onOpen}>
      {count} <span className="yw-quiet">/ {of}</span>
    </Button>
  )
}

function Response({ line: { response } }: { line: CoverageLine }) {
  const t = useT()
  if (response.median === null || response.ninety === null)
    return <span className="yw-quiet">{t('cells.coverage.unknown')}</span>
  const hours = (minutes: number) => Math.round((minutes / 60) * 10) / 10
  return (
    <>
      {t('cells.coverage.response_value', {
        median: hours(response.median),
        ninety: hours(response.ninety),
        signed: response.signed,
        reported: response.reported,
      })}
    </>
  )
}

/** The district's own rule, which whoever plans over the whole district may draft and publish. */
function RulePart({ answer: { rule, can } }: { answer: CoverageAnswer }) {
  const t = useT()
  const { session } = useSession()
  const [isOpen, setOpen] = useState(false)
  const whole = session.position.divisions.some(({ code }) => code === rule.district)
  if (!can.manage || !whole) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('cells.coverage.set_rule')}</Button>
      <Drawer
        open={isOpen}
        title={t('cells.coverage.rule')}
        size="large"
        destroyOnHidden
        onClose={() => setOpen(false)}
      >
        <RulebookPart<CoverageRule>
          book={coverageBook.id}
          district={rule.district}
          editor={(props) => <VisitDays {...props} />}
          judged={[['grid']]}
        />
      </Drawer>
    </>
  )
}

function VisitDays({ body, disabled, onChange, problemOf }: RuleEditorProps<CoverageRule>) {
  const t = useT()
  return (
    <FormRow id="visitDays" label={t('cells.coverage.visit_days')} problem={problemOf('visitDays')}>
      <InputNumber
        id="visitDays"
        min={1}
        max={3650}
        precision={0}
        disabled={disabled}
        value={body.visitDays}
        onChange={(visitDays) => visitDays !== null && onChange({ visitDays })}
        suffix={t('cells.unit.calendar_days')}
      />
    </FormRow>
  )
}
