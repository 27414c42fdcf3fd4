import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { DivisionSelect } from '#kernel/divisions/web'
import {
  addressWith,
  type DataColumn,
  DataTable,
  ErrorState,
  ExportMenu,
  Loading,
  PageHeader,
  SplitPage,
  useAddress,
  useSession,
  useT,
} from '#kernel/ui/web'
import type { DutyAnswer, DutyPart } from '../../model/cells/duty/duty.ts'
import { dutyQuery } from './board-queries.ts'
import './cells.css'
import { DutyPlan } from './DutyPlan.tsx'
import { DutySwap } from './DutySwap.tsx'
import { today } from './today.ts'

/** 值班: who is on duty for a division, day by day, with what is missing and who it is now. */
export default function DutyPage() {
  const t = useT()
  const { session } = useSession()
  const roots = session.position.divisions.map(({ code }) => code)
  const [address, change] = useAddress()
  const division = address['division'] ?? roots[0] ?? ''
  const month = address['month'] ?? today().slice(0, 7)
  const { data, error, refetch } = useQuery(dutyQuery(division, month))
  const shift = address['shift']
  const file = addressWith('/api/grid/duty.xlsx', { division, month })
  return (
    <SplitPage
      head={<PageHeader title={t('cells.duty.title')} text={data && <Now answer={data} />} />}
      filters={
        <div className="cells-filters">
          <DivisionSelect
            value={division}
            label={t('cells.page.division')}
            within={roots}
            onChange={(code) => change({ division: code, shift: null })}
          />
          <Input
            type="month"
            aria-label={t('cells.duty.month')}
            className="cells-month"
            value={month}
            onChange={({ target }) => target.value !== '' && change({ month: target.value, shift: null })}
          />
          <ExportMenu items={[{ format: 'xlsx', address: file }]} />
        </div>
      }
      beside={
        data?.can.manage ? (
          shift === undefined ? (
            <DutyPlan key={`${division} ${month}`} answer={data} />
          ) : (
            <DutySwap key={shift} answer={data} id={shift} onDone={() => change({ shift: null })} />
          )
        ) : null
      }
      onClose={() => change({ shift: null })}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={8} />}
      {data && <Month answer={data} onShift={(id) => change({ shift: id })} />}
    </SplitPage>
  )
}

function Now({ answer }: { answer: DutyAnswer }) {
  const t = useT()
  return (
    <>
      {answer.now.length === 0
        ? t('cells.duty.nobody_now')
        : t('cells.duty.now', { names: answer.now.map(({ name }) => name).join('、') })}
    </>
  )
}

type Day = DutyAnswer['days'][number]
type MonthProps = { answer: DutyAnswer; onShift: (id: string) => void }

function Month({ answer, onShift }: MonthProps) {
  const t = useT()
  const lacks = new Set(answer.gaps.map(({ day, part }) => `${day} ${part}`))
  const people = (day: Day, part: DutyPart) => {
    const shifts = day.shifts.filter((shift) => shift.part === part)
    if (shifts.length === 0)
      return lacks.has(`${day.date} ${part}`) ? (
        <strong className="cells-lacking">{t('cells.page.nobody')}</strong>
      ) : (
        <span className="yw-quiet">—</span>
      )
    return shifts.map(({ id, name }) =>
      answer.can.manage ? (
        <button key={id} type="button" className="cells-shift" onClick={() => onShift(id)}>
          {name}
        </button>
      ) : (
        <span key={id}>{name} </span>
      ),
    )
  }
  const columns: DataColumn<Day>[] = [
    { key: 'date', title: t('cells.duty.day'), width: 110, render: ({ date }) => date },
    {
      key: 'class',
      title: t('cells.duty.class'),
      width: 100,
      render: (day) => t(`cells.duty.class.${day.class}`),
    },
    { key: 'day', title: t('cells.duty.part.day'), width: 160, render: (day) => people(day, 'day') },
    { key: 'night', title: t('cells.duty.part.night'), width: 160, render: (day) => people(day, 'night') },
  ]
  return (
    <>
      <p className="cells-note">{t('cells.duty.gaps', { count: answer.gaps.length })}</p>
      <DataTable
        caption={t('cells.duty.title')}
        columns={columns}
        rows={answer.days}
        rowKey={({ date }) => date}
      />
    </>
  )
}
