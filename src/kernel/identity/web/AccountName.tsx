import { queryOptions, useQuery } from '@tanstack/react-query'
import type { AccountName as Named } from '#kernel/identity/model'
import { api, askTogether } from '#kernel/ui/web'

const nameOf = askTogether(async (asked: readonly number[]) => {
  const names = await api.get<Named[]>('/api/account-names', { query: { accounts: asked.join(',') } })
  return new Map(names.map(({ id, name }) => [id, name]))
})

function nameQuery(id: number) {
  return queryOptions({ queryKey: ['accounts', id, 'name'], queryFn: () => nameOf(id), staleTime: 300_000 })
}

/** Who an account is, by name. */
export function AccountName({ id }: { id: number }) {
  const { data } = useQuery(nameQuery(id))
  return <span>{data === null ? `#${id}` : (data ?? '…')}</span>
}
