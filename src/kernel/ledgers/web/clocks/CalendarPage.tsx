import { useQuery } from '@tanstack/react-query'
import { LeftOutlined, RightOutlined, UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { todayInShanghai } from '#kernel/ui/model'
import { ErrorState, Loading, PageHeader, useAddress, useT } from '#kernel/ui/web'
import '../messages.ts'
import './calendar.css'
import { calendarQuery } from './clock-queries.ts'
import { DateMoves } from './DateMoves.tsx'
import { ImportNotices } from './ImportNotices.tsx'
import { NoticeList } from './NoticeList.tsx'
import { YearOfDays } from './YearOfDays.tsx'

const years = { first: 2010, last: 2199 }

/** The working calendar: a year's days, the notices they come from, and the due dates that a new notice changes. */
export function CalendarPage() {
  const t = useT()
  const [address, change] = useAddress()
  const [importing, setImporting] = useState(false)
  const today = todayInShanghai(new Date())
  const asked = Number(address['year'])
  const year = asked >= years.first && asked <= years.last ? asked : Number(today.slice(0, 4))
  const go = (to: number) => change({ year: String(to) })
  const { data, error, refetch } = useQuery(calendarQuery(year))
  return (
    <div className="calendar-page">
      <PageHeader
        title={t('ledgers.screen.calendar')}
        text={t('ledgers.screen.calendar.text')}
        actions={
          <>
            <Button
              icon={<LeftOutlined />}
              aria-label={t('ledgers.screen.calendar.year_before')}
              disabled={year <= years.first}
              onClick={() => go(year - 1)}
            />
            <strong className="calendar-year">{year}</strong>
            <Button
              icon={<RightOutlined />}
              aria-label={t('ledgers.screen.calendar.year_after')}
              disabled={year >= years.last}
              onClick={() => go(year + 1)}
            />
            {data?.can.manage && (
              <Button type="primary" icon={<UploadOutlined />} onClick={() => setImporting(true)}>
                {t('ledgers.screen.calendar.import')}
              </Button>
            )}
          </>
        }
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && (
        <>
          {data.can.manage && <DateMoves />}
          <YearOfDays days={data.days} today={today} />
          <NoticeList notices={data.notices} year={data.year} />
        </>
      )}
      {importing && <ImportNotices onClose={() => setImporting(false)} onTaken={go} />}
    </div>
  )
}
