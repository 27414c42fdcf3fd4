import type { CalendarAnswer } from '#kernel/time/model'
import { useLocale, useT } from '#kernel/ui/web'

type Day = CalendarAnswer['days'][number]
type Props = { days: readonly Day[]; today: string }

const utc = (date: string) => new Date(`${date}T00:00:00Z`)
/** Monday first, as calendars in offices are. */
const placeInWeek = (date: string) => (utc(date).getUTCDay() + 6) % 7

/** Twelve months; days off and make-up workdays are told by word and shape, not by colour alone. */
export function YearOfDays({ days, today }: Props) {
  const t = useT()
  const months = Map.groupBy(days, ({ date }) => date.slice(0, 7))
  return (
    <section aria-label={t('ledgers.screen.calendar.days')}>
      <ul className="calendar-legend">
        {(['holiday', 'makeup_workday', 'weekend', 'unknown'] as const).map((kind) => (
          <li key={kind}>
            <span className="calendar-day" data-class={kind}>
              {t(`ledgers.screen.calendar.mark.${kind}`)}
            </span>
            {t(`time.class.${kind}`)}
          </li>
        ))}
      </ul>
      <div className="calendar-months">
        {[...months].map(([month, list]) => (
          <Month key={month} month={month} days={list} today={today} />
        ))}
      </div>
    </section>
  )
}

function Month({ month, days, today }: Props & { month: string }) {
  const { locale } = useLocale()
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(utc(`${month}-01`))
  const weekday = (style: 'narrow' | 'long') =>
    new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' })
  // 2024-01-01 was a Monday.
  const week = Array.from({ length: 7 }, (_, index) => utc(`2024-01-0${index + 1}`))
  const cells: (Day | null)[] = [...Array.from({ length: placeInWeek(`${month}-01`) }, () => null), ...days]
  const rows = Array.from({ length: Math.ceil(cells.length / 7) }, (_, row) =>
    cells.slice(row * 7, row * 7 + 7),
  )
  return (
    <table className="calendar-month">
      <caption>{name}</caption>
      <thead>
        <tr>
          {week.map((day) => (
            <th key={day.toISOString()} scope="col" abbr={weekday('long').format(day)}>
              {weekday('narrow').format(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.find((day) => day !== null)?.date}>
            {row.map((day, index) =>
              day ? <DayCell key={day.date} day={day} isToday={day.date === today} /> : <td key={index} />,
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell({ day, isToday }: { day: Day; isToday: boolean }) {
  const t = useT()
  const marked = day.class === 'holiday' || day.class === 'makeup_workday'
  const told = [day.date, t(`time.class.${day.class}`), day.name].filter((text) => text !== '').join(' · ')
  return (
    <td title={told}>
      <span className="calendar-day" data-class={day.class} aria-current={isToday ? 'date' : undefined}>
        {Number(day.date.slice(8))}
        {marked && <small>{t(`ledgers.screen.calendar.mark.${day.class}`)}</small>}
      </span>
      {day.class !== 'workday' && <span className="yw-visually-hidden">{told}</span>}
    </td>
  )
}
