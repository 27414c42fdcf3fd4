import { queryOptions } from '@tanstack/react-query'
import type { EntryTitle } from '#kernel/ledgers/model'
import { api } from '#kernel/ui/web'

type Waiting = { id: string; resolve: (title: EntryTitle | null) => void; reject: (error: unknown) => void }

const gatherMilliseconds = 10
const atOnceMax = 200
let waiting: Waiting[] = []

async function ask(asked: readonly Waiting[]): Promise<void> {
  try {
    const ids = [...new Set(asked.map(({ id }) => id))].join(',')
    const titles = await api.get<EntryTitle[]>('/api/entry-titles', { query: { ids } })
    const found = new Map(titles.map((title) => [title.id, title]))
    for (const { id, resolve } of asked) resolve(found.get(id) ?? null)
  } catch (error) {
    for (const { reject } of asked) reject(error)
  }
}

function askTogether(): void {
  const asked = waiting
  waiting = []
  for (let from = 0; from < asked.length; from += atOnceMax) void ask(asked.slice(from, from + atOnceMax))
}

/**
 * The number and title of an entry; null where it is held but not for this reader. What a page asks for at the same
 * time goes in one request.
 */
export function titleQuery(id: string) {
  return queryOptions({
    queryKey: ['entry', id, 'title'],
    queryFn: () =>
      new Promise<EntryTitle | null>((resolve, reject) => {
        if (waiting.length === 0) setTimeout(askTogether, gatherMilliseconds)
        waiting.push({ id, resolve, reject })
      }),
    staleTime: 60_000,
  })
}
