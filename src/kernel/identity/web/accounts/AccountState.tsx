import type { Account } from '#kernel/identity/model'
import { formatDate } from '#kernel/ui/model'
import { useT } from '#kernel/ui/web'
import '../identity.css'
import '../messages.ts'

/** Whether an account can be used; a lock says until when. */
export function AccountState({ account: { state, lockedUntil } }: { account: Account }) {
  const t = useT()
  return (
    <span className={`identity-state identity-state-${state}`}>
      {state === 'locked' && lockedUntil !== null
        ? t('identity.screen.state.locked_until', { time: formatDate(lockedUntil, true) })
        : t(`identity.screen.state.${state}`)}
    </span>
  )
}
