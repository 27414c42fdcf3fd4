import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  AbilityList,
  BoardAnswer,
  EntryAnswer,
  EntryPage,
  LedgerAnswer,
  LedgerSummary,
  LogItem,
  TaskPage,
} from '#kernel/ledgers/model'
import { type ApiQuery, api, useClientKey } from '#kernel/ui/web'

export type Moment = { asOf?: string | undefined; axis?: string | undefined }

// Keys begin with what live messages invalidate: `entries` by ledger, `entry` by id, `tasks`.
export const ledgersQuery = queryOptions({
  queryKey: ['ledgers'],
  queryFn: ({ signal }) => api.get<LedgerSummary[]>('/api/ledgers', { signal }),
  staleTime: 60_000,
})

export function ledgerQuery(ledger: string) {
  return queryOptions({
    queryKey: ['ledger', ledger],
    queryFn: ({ signal }) => api.get<LedgerAnswer>(`/api/ledgers/${ledger}`, { signal }),
    staleTime: 60_000,
  })
}

export function entriesQuery(ledger: string, query: ApiQuery) {
  return queryOptions({
    queryKey: ['entries', ledger, 'list', query],
    queryFn: ({ signal }) => api.get<EntryPage>(`/api/ledgers/${ledger}/entries`, { signal, query }),
    placeholderData: (previous) => previous,
  })
}

export function boardQuery(ledger: string, query: ApiQuery) {
  return queryOptions({
    queryKey: ['entries', ledger, 'board', query],
    queryFn: ({ signal }) => api.get<BoardAnswer>(`/api/ledgers/${ledger}/board`, { signal, query }),
    placeholderData: (previous) => previous,
  })
}

export function entryQuery(entryId: string, moment: Moment = {}) {
  return queryOptions({
    queryKey: ['entry', entryId, 'state', moment],
    queryFn: ({ signal }) => api.get<EntryAnswer>(`/api/entries/${entryId}`, { signal, query: moment }),
  })
}

export function logQuery(entryId: string) {
  return queryOptions({
    queryKey: ['entry', entryId, 'log'],
    queryFn: ({ signal }) => api.get<LogItem[]>(`/api/entries/${entryId}/actions`, { signal }),
  })
}

const abilitiesAtOnce = 100

/** What can be done with each of several entries. */
export function abilitiesQuery(ids: readonly string[]) {
  const chunks = Array.from({ length: Math.ceil(ids.length / abilitiesAtOnce) }, (_, index) =>
    ids.slice(index * abilitiesAtOnce, (index + 1) * abilitiesAtOnce),
  )
  return queryOptions({
    queryKey: ['entry', 'abilities', ids],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        chunks.map((chunk) =>
          api.get<AbilityList>('/api/abilities', { signal, query: { ids: chunk.join(',') } }),
        ),
      )
      return lists.flat()
    },
  })
}

export function tasksQuery(query: ApiQuery) {
  return queryOptions({
    queryKey: ['tasks', query],
    queryFn: ({ signal }) => api.get<TaskPage>('/api/tasks', { signal, query }),
    placeholderData: (previous) => previous,
  })
}

export function useLedger(ledger: string) {
  return useQuery(ledgerQuery(ledger))
}

/** An entry now, or as of a moment. It is kept fresh by live messages. */
export function useEntry(entryId: string, moment: Moment = {}) {
  return useQuery(entryQuery(entryId, moment))
}

type ActionRequest = {
  action: string
  expectedSeq: number
  input: Record<string, unknown>
  effectiveAt?: string
}

/** Does one thing to an entry. The same content sent again keeps its client key, so that it happens once. */
export function usePerform(entryId: string) {
  const client = useQueryClient()
  const { keyFor, done } = useClientKey()
  return useMutation({
    mutationFn: ({ action, ...body }: ActionRequest) =>
      api.post<EntryAnswer>(`/api/entries/${entryId}/actions/${action}`, body, {
        clientKey: keyFor({ action, body }),
      }),
    onSuccess: (entry) => {
      done()
      client.setQueryData(entryQuery(entryId).queryKey, entry)
      void client.invalidateQueries({ queryKey: ['entry', entryId] })
      void client.invalidateQueries({ queryKey: ['entries', entry.ledger] })
      void client.invalidateQueries({ queryKey: ['tasks'] })
    },
    // Somebody was faster: show what is so now, beside the refusal.
    onError: () => client.invalidateQueries({ queryKey: ['entry', entryId, 'state'] }),
  })
}

type Registration = { fields: Record<string, unknown>; divisionCode: string; effectiveAt?: string }

export function useRegister(ledger: string) {
  const client = useQueryClient()
  const { keyFor, done } = useClientKey()
  return useMutation({
    mutationFn: (body: Registration) =>
      api.post<EntryAnswer>(`/api/ledgers/${ledger}/entries`, body, { clientKey: keyFor(body) }),
    onSuccess: (entry) => {
      done()
      client.setQueryData(entryQuery(entry.id).queryKey, entry)
      void client.invalidateQueries({ queryKey: ['entries', ledger] })
      void client.invalidateQueries({ queryKey: ['tasks'] })
    },
  })
}
