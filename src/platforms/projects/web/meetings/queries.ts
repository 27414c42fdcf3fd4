import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, useClientKey } from '#kernel/ui/web'
import type { CoverageAnswer } from '../../model/meetings/coverage.ts'
import type { MeetingAnswer, MeetingsAnswer, NewDecision } from '../../model/meetings/meeting-view.ts'
import type { ServiceRule, ServiceRuleAnswer } from '../../model/meetings/team-rule.ts'
import type { VisitAnswer, VisitReport } from '../../model/meetings/visit-report.ts'

// Keys begin with what live messages invalidate: entries of the ledger that each screen is most about.
export const coverageQuery = queryOptions({
  queryKey: ['entries', 'project', 'coverage'],
  queryFn: ({ signal }) => api.get<CoverageAnswer>('/api/projects/coverage', { signal }),
})

export const meetingsQuery = queryOptions({
  queryKey: ['entries', 'meeting', 'all'],
  queryFn: ({ signal }) => api.get<MeetingsAnswer>('/api/projects/meetings', { signal }),
})

const meetingPath = (id: string) => `/api/projects/meetings/${id}`

export function meetingQuery(id: string) {
  return queryOptions({
    queryKey: ['entries', 'decision', 'meeting', id],
    queryFn: ({ signal }) => api.get<MeetingAnswer>(meetingPath(id), { signal }),
  })
}

export function serviceRuleQuery(district: string) {
  return queryOptions({
    queryKey: ['projects', 'service-rule', district],
    queryFn: ({ signal }) =>
      api.get<ServiceRuleAnswer>(`/api/projects/service-rules/${district}`, { signal }),
  })
}

export function useSetServiceRule(district: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { rule: ServiceRule; reason: string }) =>
      api.post<ServiceRuleAnswer>(`/api/projects/service-rules/${district}`, body),
    onSuccess: () => client.invalidateQueries(),
  })
}

export function useVisit(projectId: string) {
  const client = useQueryClient()
  const { keyFor, done } = useClientKey()
  return useMutation({
    mutationFn: (body: VisitReport) =>
      api.post<VisitAnswer>(`/api/projects/${projectId}/visits`, body, { clientKey: keyFor(body) }),
    onSuccess: () => {
      done()
      void client.invalidateQueries({ queryKey: ['entries'] })
      void client.invalidateQueries({ queryKey: ['tasks'] })
    },
  })
}

/** Registers a meeting. */
export function useArrange() {
  const client = useQueryClient()
  const { keyFor, done } = useClientKey()
  return useMutation({
    mutationFn: (body: { fields: object; divisionCode: string }) =>
      api.post<{ id: string }>('/api/ledgers/meeting/entries', body, { clientKey: keyFor(body) }),
    onSuccess: () => {
      done()
      void client.invalidateQueries({ queryKey: ['entries', 'meeting'] })
    },
  })
}

/** What is done in and to a meeting; each answers the meeting as it is then. */
export function useMeetingWork(id: string) {
  const client = useQueryClient()
  const { keyFor, done } = useClientKey()
  const take = (meeting: MeetingAnswer) => {
    done()
    client.setQueryData(meetingQuery(id).queryKey, meeting)
    void client.invalidateQueries({ queryKey: ['entry', id] })
    for (const ledger of ['meeting', 'decision'])
      void client.invalidateQueries({
        queryKey: ['entries', ledger],
        predicate: ({ queryKey }) => queryKey[3] !== id,
      })
  }
  const onError = () => client.invalidateQueries({ queryKey: meetingQuery(id).queryKey })
  const session = (part: 'opening' | 'ending') => async (expectedSeq: number) =>
    api.post<MeetingAnswer>(
      `${meetingPath(id)}/${part}`,
      { expectedSeq },
      { clientKey: keyFor([part, expectedSeq]) },
    )
  const open = useMutation({ mutationFn: session('opening'), onSuccess: take, onError })
  const end = useMutation({ mutationFn: session('ending'), onSuccess: take, onError })
  const decide = useMutation({
    mutationFn: (body: NewDecision) =>
      api.post<MeetingAnswer>(`${meetingPath(id)}/decisions`, body, { clientKey: keyFor(body) }),
    onSuccess: take,
  })
  const amend = useMutation({
    mutationFn: ({ decision, ...body }: NewDecision & { decision: string; expectedSeq: number }) =>
      api.put<MeetingAnswer>(`/api/projects/decisions/${decision}`, body, {
        clientKey: keyFor([decision, body]),
      }),
    onSuccess: take,
    onError,
  })
  const act = useMutation({
    mutationFn: async (asked: { action: string; expectedSeq: number; input: object }) => {
      const { action, ...body } = asked
      await api.post(`/api/entries/${id}/actions/${action}`, body, { clientKey: keyFor(asked) })
      return api.get<MeetingAnswer>(meetingPath(id))
    },
    onSuccess: take,
    onError,
  })
  return { open, end, decide, amend, act }
}
