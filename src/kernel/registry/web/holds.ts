import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { HoldList, NewHold } from '#kernel/registry/model'
import { api, useClientKey } from '#kernel/ui/web'
import { pathOf, type RegistryKind } from './registry-objects.ts'

type Ref = { kind: RegistryKind; id: string }

const keyOf = ({ kind, id }: Ref) => ['registry', kind, 'holds', id]
const urlOf = ({ kind, id }: Ref) => `${pathOf(kind)}/${id}/holds`

/** Every hold that there is or was on an object. */
export function useHolds(ref: Ref) {
  return useQuery({
    queryKey: keyOf(ref),
    queryFn: ({ signal }) => api.get<HoldList>(urlOf(ref), { signal }),
  })
}

/** Whatever shows an entry that the object concerns says what holds it back: it is asked for again. */
function useSettled(ref: Ref) {
  const client = useQueryClient()
  return (list: HoldList) => {
    client.setQueryData(keyOf(ref), list)
    void client.invalidateQueries({ queryKey: ['entry'] })
  }
}

export function usePlaceHold(ref: Ref) {
  const settled = useSettled(ref)
  const { keyFor, done } = useClientKey()
  return useMutation({
    mutationFn: (hold: NewHold) => api.post<HoldList>(urlOf(ref), hold, { clientKey: keyFor({ ref, hold }) }),
    onSuccess: (list) => {
      done()
      settled(list)
    },
  })
}

export function useLiftHold(ref: Ref) {
  const settled = useSettled(ref)
  return useMutation({
    mutationFn: ({ holdId, reason }: { holdId: string; reason: string }) =>
      api.put<HoldList>(`${urlOf(ref)}/${holdId}/lifting`, { reason }),
    onSuccess: settled,
  })
}
