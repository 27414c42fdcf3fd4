import { byClock, useNow, useOfflineTasks } from '#kernel/offline/web'

export const careLedger = 'key_person'

/** Care that is given to oneself: a colleague's is none of one's list. */
export function useCareTasks() {
  const now = useNow()
  return byClock(
    useOfflineTasks().filter(
      ({ ledger, mine, account }) => ledger === careLedger && mine && account !== null,
    ),
    now,
  )
}
