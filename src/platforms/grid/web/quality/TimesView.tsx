import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { addDays } from '#kernel/time/model'
import {
  AppLink,
  DateText,
  Empty,
  ErrorState,
  Loading,
  Pager,
  useAddress,
  usePage,
  useT,
} from '#kernel/ui/web'
import type { RhythmAnswer } from '../../model/quality/answers.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { HeatSquares, type Square } from './HeatSquares.tsx'
import { rhythmQuery, rhythmRowsQuery } from './queries.ts'
import { ReportedFilters, reportedQuery } from './ReportedFilters.tsx'

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
const allHours = Array.from({ length: 24 }, (_, hour) => hour)

/** When incidents are reported: weekday by hour, and day by day. Each square opens its incidents. */
export function TimesView() {
  const t = useT()
  const [address, change] = useAddress()
  const query = reportedQuery(address)
  const { data, error, refetch } = useQuery(rhythmQuery(query))
  // What is open stands in the address: `2.9` a weekday and an hour, `2026-11-20` a day.
  const cell = address['cell']
  const open = (next: string) => change({ cell: next, page: null }, { push: true })
  return (
    <div className="quality-scroll">
      <p className="quality-text">{t('quality.times.text')}</p>
      <ReportedFilters />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data?.total === 0 && <Empty title={t('quality.times.empty')} />}
      {data && data.total > 0 && (
        <>
          <p role="status" className="quality-text yw-number">
            {`${data.from} – ${data.to} · ${t('quality.times.total', { count: data.total })}`}
          </p>
          <Hours data={data} onOpen={open} />
          <Calendar data={data} onOpen={open} />
        </>
      )}
      {cell !== undefined && data && <Rows cell={cell} onClose={() => change({ cell: null, page: null })} />}
    </div>
  )
}

type PartProps = { data: RhythmAnswer; onOpen: (cell: string) => void }

function Hours({ data, onOpen }: PartProps) {
  const t = useT()
  const counts = new Map(data.hours.map(({ weekday, hour, count }) => [`${weekday}.${hour}`, count]))
  const squares = weekdays.flatMap((weekday, row) =>
    allHours.map(
      (hour): Square => ({
        key: `${weekday}.${hour}`,
        column: hour,
        row,
        count: counts.get(`${weekday}.${hour}`) ?? 0,
        name: `${t(`quality.weekday.${weekday}`)} ${t('quality.times.hour', { hour })}`,
      }),
    ),
  )
  const filled = squares.filter(({ count }) => count > 0)
  return (
    <ChartFrame
      title={t('quality.times.hours')}
      name={`${t('quality.times.hours')} ${data.from} ${data.to}`}
      chart={
        <HeatSquares
          label={t('quality.times.hours')}
          squares={squares}
          columns={allHours.map(String)}
          rows={weekdays.map((weekday) => t(`quality.weekday.${weekday}`))}
          onOpen={onOpen}
        />
      }
      heads={[t('quality.times.weekday'), t('quality.times.count')]}
      rows={filled.map(({ name, count }) => [name, count])}
      render={(at) => <OpenButton square={filled[at]} onOpen={onOpen} />}
    />
  )
}

function OpenButton({ square, onOpen }: { square: Square | undefined; onOpen: (cell: string) => void }) {
  if (!square) return null
  return (
    <button type="button" className="quality-open" onClick={() => onOpen(square.key)}>
      {square.count}
    </button>
  )
}

/** A row for each weekday and a column for each week, as calendars of a year are drawn. */
function Calendar({ data, onOpen }: PartProps) {
  const t = useT()
  const counts = new Map(data.days.map(({ day, count }) => [day, count]))
  const days: string[] = []
  for (let day = data.from; day <= data.to; day = addDays(day, 1)) days.push(day)
  const weekdayOf = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  const before = weekdayOf(data.from)
  const squares = days.map(
    (day, at): Square => ({
      key: day,
      column: Math.floor((at + before) / 7),
      row: weekdayOf(day),
      count: counts.get(day) ?? 0,
      name: day,
    }),
  )
  const weeks = (squares.at(-1)?.column ?? 0) + 1
  const columns = Array.from({ length: weeks }, (_, week) => {
    const first = squares.find(({ column }) => column === week)
    return first ? first.key.slice(5) : ''
  })
  return (
    <ChartFrame
      title={t('quality.times.calendar')}
      name={`${t('quality.times.calendar')} ${data.from} ${data.to}`}
      chart={
        <HeatSquares
          label={t('quality.times.calendar')}
          squares={squares}
          columns={columns}
          rows={weekdays.map((weekday) => t(`quality.weekday.${weekday}`))}
          onOpen={onOpen}
        />
      }
      heads={[t('quality.times.day'), t('quality.times.count')]}
      rows={squares.map(({ name, count }) => [name, count])}
      render={(at) => <OpenButton square={squares[at]} onOpen={onOpen} />}
    />
  )
}

const pageSize = 20

function Rows({ cell, onClose }: { cell: string; onClose: () => void }) {
  const t = useT()
  const [address] = useAddress()
  const page = usePage()
  const [weekday, hour] = cell.split('.')
  const isDay = /^\d{4}-\d\d-\d\d$/.test(cell)
  const asked = isDay ? { from: cell, to: cell } : { weekday, hour }
  const { data, error } = useQuery(
    rhythmRowsQuery({ ...reportedQuery(address), ...asked, page, size: pageSize }),
  )
  const known = weekdays.find((one) => String(one) === weekday)
  const when =
    isDay || known === undefined
      ? cell
      : `${t(`quality.weekday.${known}`)} ${t('quality.times.hour', { hour: hour ?? '' })}`
  return (
    <Drawer open size={560} title={t('quality.times.rows', { when })} onClose={onClose}>
      {error && !data && <ErrorState error={error} />}
      {!data && !error && <Loading lines={6} />}
      {data && (
        <>
          <p role="status">{t('quality.times.total', { count: data.total })}</p>
          <ul className="quality-rows">
            {data.rows.map(({ id, no, title, openedAt }) => (
              <li key={id}>
                <AppLink to={`/entries/${id}`} className="yw-number">
                  {no}
                </AppLink>
                <span>{title}</span>
                <DateText value={openedAt} withTime />
              </li>
            ))}
          </ul>
          <Pager total={data.total} size={pageSize} />
        </>
      )}
    </Drawer>
  )
}
