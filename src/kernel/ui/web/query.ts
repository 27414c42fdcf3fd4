import { QueryClient } from '@tanstack/react-query'
import { asApiError } from './api.ts'

/** Only what may pass by itself is tried again: a lost connection, a server that restarts. */
function worthTrying(failures: number, error: unknown): boolean {
  const { status } = asApiError(error)
  return failures < 2 && (status === 0 || status >= 500)
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Without a network a query fails and says so, instead of waiting without a word.
      queries: {
        networkMode: 'always',
        retry: worthTrying,
        staleTime: 5_000,
        retryDelay: (attempt) => 500 * 2 ** attempt,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
