import { queryOptions } from '@tanstack/react-query'
import type { EntryTitle } from '#kernel/ledgers/model'
import { api, askTogether } from '#kernel/ui/web'

const titleOf = askTogether(async (asked: readonly string[]) => {
  const titles = await api.get<EntryTitle[]>('/api/entry-titles', { query: { ids: asked.join(',') } })
  return new Map(titles.map((title) => [title.id, title]))
})

/** The number and title of an entry; null where it is held but not for this reader. */
export function titleQuery(id: string) {
  return queryOptions({
    queryKey: ['entry', id, 'title'],
    queryFn: () => titleOf(id),
    staleTime: 60_000,
  })
}
