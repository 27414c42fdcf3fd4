import { queryOptions, useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { Session } from '../model/session.ts'
import { ApiError, api } from './api.ts'
import { finishLeaving, forgetLeaving } from './leaving.ts'
import { reconnectLive } from './live.ts'

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      await finishLeaving()
      return await api.get<Session>('/api/session', { signal, stayOn401: true })
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
})

type SessionHold = {
  session: Session
  /** Acts through another of one's positions; everything on screen is read again under it. */
  switchPosition: (positionId: number) => Promise<void>
  signOut: () => Promise<void>
}

/** The signed-in person's session. Stands only within the faces that need one. */
export function useSession(): SessionHold {
  const client = useQueryClient()
  const { data } = useSuspenseQuery(sessionQuery)
  if (!data) throw new ApiError({ status: 401, code: 'http.not_signed_in', title: '', detail: '' })
  return {
    session: data,
    switchPosition: async (positionId) => {
      await api.put('/api/session/position', { positionId })
      reconnectLive()
      await client.cancelQueries()
      await client.invalidateQueries()
    },
    signOut: async () => {
      await api.del('/api/session', { stayOn401: true })
      client.clear()
    },
  }
}

/** The session where there may be none: on pages that everyone may open. */
export function useMaybeSession(): Session | null {
  return useQuery(sessionQuery).data ?? null
}

/** Signs in and hands the session over to the pages. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (how: { account: string; password: string; next?: string } | { loginName: string }) =>
      'loginName' in how
        ? api.post<unknown>('/api/demonstration/session', how, { stayOn401: true })
        : api.post<unknown>('/api/session', how, { stayOn401: true }),
    onSuccess: async () => {
      forgetLeaving()
      client.clear()
      await client.fetchQuery(sessionQuery)
    },
  })
}
