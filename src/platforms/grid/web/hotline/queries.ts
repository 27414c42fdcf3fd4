import { queryOptions } from '@tanstack/react-query'
import type { StatisticsAnswer } from '#kernel/ledgers/model'
import type { SaidHeadings } from '../../model/hotline/orders.ts'
import { api } from '#kernel/ui/web'

const root = '/api/grid/hotline'

export const templateAddress = `${root}/template.xlsx`
export const importAddress = `${root}/imports`
export const headingsAddress = `${root}/headings`
export const returnAddress = `${root}/returns`
export const refusedAddress = (id: string): string => `${importAddress}/${id}/refused.xlsx`
export const batchAddress = (batch: string): string => `${returnAddress}/${batch}.xlsx`

export const headingsQuery = queryOptions({
  queryKey: ['hotline-headings'],
  queryFn: ({ signal }) => api.get<SaidHeadings['headings']>(headingsAddress, { signal }),
})

// Under `entries`, so that live messages of the ledger ask for them again.
export const waitingQuery = queryOptions({
  queryKey: ['entries', 'hotline_order', 'waiting'],
  queryFn: ({ signal }) => api.get<{ waiting: number }>(returnAddress, { signal }),
})

export function ratesQuery(from: string, to: string) {
  return queryOptions({
    queryKey: ['entries', 'hotline_order', 'rates', from, to],
    queryFn: ({ signal }) =>
      api.get<StatisticsAnswer>('/api/ledgers/hotline_order/statistics', { signal, query: { from, to } }),
  })
}
