import { queryOptions } from '@tanstack/react-query'
import type { DateMovePage } from '#kernel/ledgers/model'
import type { CalendarAnswer } from '#kernel/time/model'
import { api } from '#kernel/ui/web'

export function calendarQuery(year: number) {
  return queryOptions({
    queryKey: ['calendar', year],
    queryFn: ({ signal }) => api.get<CalendarAnswer>('/api/calendar', { signal, query: { year } }),
    placeholderData: (previous) => previous,
  })
}

export function dateMovesQuery(page: number) {
  return queryOptions({
    queryKey: ['date-moves', page],
    queryFn: ({ signal }) => api.get<DateMovePage>('/api/date-moves', { signal, query: { page, size: 50 } }),
    placeholderData: (previous) => previous,
  })
}
