import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { Organisation, OwnCalendar, OwnCalendarAnswer } from '#kernel/orgs/model'
import { defaultOfficeHours, describeOfficeHours } from '#kernel/time/model'
import { api, asApiError, ErrorState, Loading, useLocale, useT } from '#kernel/ui/web'
import { useKeeping } from '../queries.ts'
import { OwnDaysForm } from './OwnDaysForm.tsx'
import { OwnHoursForm } from './OwnHoursForm.tsx'

/** What of the answer is set again as a whole. */
const settable = ({ hours, days }: OwnCalendarAnswer): OwnCalendar => ({ hours, days })

/** When the office is open: its hours, each from a day on, and the days on which it differs from the calendar. */
export function OwnHours({ organisation: { id } }: { organisation: Organisation }) {
  const t = useT()
  const [adding, setAdding] = useState<'hours' | 'days'>()
  const { data, error, refetch } = useQuery({
    queryKey: ['organisations', 'calendar', id],
    queryFn: ({ signal }) => api.get<OwnCalendarAnswer>(`/api/organisations/${id}/calendar`, { signal }),
  })
  const keeping = useKeeping()
  const stop = () => setAdding(undefined)
  return (
    <section aria-label={t('identity.screen.hours')}>
      <h3>{t('identity.screen.hours')}</h3>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={2} />}
      {data && <OwnLines calendar={data} onSet={(calendar) => keeping.mutate(put(id, calendar))} />}
      {keeping.error && <p role="alert">{asApiError(keeping.error).detail}</p>}
      {data?.can.manage && (
        <div className="yw-sheet-actions">
          <Button onClick={() => setAdding('hours')}>{t('identity.screen.hours.add')}</Button>
          <Button onClick={() => setAdding('days')}>{t('identity.screen.own_days.add')}</Button>
        </div>
      )}
      {data && adding === 'hours' && <OwnHoursForm id={id} calendar={settable(data)} onClose={stop} />}
      {data && adding === 'days' && <OwnDaysForm id={id} calendar={settable(data)} onClose={stop} />}
    </section>
  )
}

function put(id: number, body: OwnCalendar) {
  return { method: 'put', path: `/api/organisations/${id}/calendar`, body } as const
}

type LinesProps = { calendar: OwnCalendarAnswer; onSet: (calendar: OwnCalendar) => void }

function OwnLines({ calendar, onSet }: LinesProps) {
  const { hours, days, can } = calendar
  const t = useT()
  const { locale } = useLocale()
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  // 2024-01-07 was a Sunday, day 0.
  const nameOf = (day: number) => weekday.format(new Date(Date.UTC(2024, 0, 7 + day)))
  const until = (to: string | null) => to ?? t('identity.screen.own_days.open_end')
  return (
    <ul>
      {hours.length === 0 && (
        <li>
          {t('identity.screen.hours.default', { hours: describeOfficeHours(defaultOfficeHours, locale) })}
        </li>
      )}
      {hours.map(({ from, hours: sessions }) => (
        <li key={from}>
          {t('identity.screen.hours.from', { from, hours: describeOfficeHours(sessions, locale) })}
        </li>
      ))}
      {days.map((rule) => (
        <li key={JSON.stringify(rule)}>
          {rule.from}–{until(rule.to)} {rule.weekday === undefined ? '' : nameOf(rule.weekday)}{' '}
          {t(rule.open ? 'identity.screen.own_days.works' : 'identity.screen.own_days.rests')} · {rule.reason}{' '}
          {can.manage && (
            <Button
              type="link"
              size="small"
              onClick={() => onSet({ hours, days: days.filter((other) => other !== rule) })}
            >
              {t('identity.screen.own_days.remove')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
