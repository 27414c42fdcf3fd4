import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { CertificateAnswer, ErasureAnswer, ErasureAsk } from '#kernel/ledgers/model'
import { api } from '#kernel/ui/web'

const urlOf = (personId: string) => `/api/persons/${personId}/erasure`

export function erasureQuery(personId: string) {
  return queryOptions({
    queryKey: ['erasure', personId],
    queryFn: ({ signal }) => api.get<ErasureAnswer>(urlOf(personId), { signal }),
  })
}

export function certificateQuery(no: string) {
  return queryOptions({
    queryKey: ['certificate', no],
    queryFn: ({ signal }) => api.get<CertificateAnswer>(`/api/erasures/${no}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export type ErasureStep = { step: 'ask'; ask: ErasureAsk } | { step: 'confirm' } | { step: 'withdraw' }

/** Asks for, confirms or withdraws an erasure. What shows the person or an entry about it is read again. */
export function useErasure(personId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (one: ErasureStep) => {
      const url = urlOf(personId)
      if (one.step === 'ask') return api.post<ErasureAnswer>(url, one.ask)
      if (one.step === 'confirm') return api.post<ErasureAnswer>(`${url}/confirmation`)
      return api.del<ErasureAnswer>(url)
    },
    onSuccess: (answer, { step }) => {
      client.setQueryData(erasureQuery(personId).queryKey, answer)
      if (step === 'confirm') void client.invalidateQueries()
    },
    // Somebody was faster: show what is so now, beside the refusal.
    onError: () => client.invalidateQueries({ queryKey: ['erasure', personId] }),
  })
}
