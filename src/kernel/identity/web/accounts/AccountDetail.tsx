import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account } from '#kernel/identity/model'
import { formatDate } from '#kernel/ui/model'
import { AppLink, ErrorState, Loading, useSession, useT } from '#kernel/ui/web'
import { accountQuery } from '../queries.ts'
import { AccountActions } from './AccountActions.tsx'
import { AccountState } from './AccountState.tsx'
import { Appointments } from './Appointments.tsx'
import { OneTimePassword } from './OneTimePassword.tsx'

/** One account: who, where, since when, and what its administrators may do. */
export function AccountDetail({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(accountQuery(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return <Shown account={data} />
}

function Shown({ account }: { account: Account }) {
  const t = useT()
  const { session } = useSession()
  const [password, setPassword] = useState<string>()
  const isOwn = session.account.id === account.id
  return (
    <article className="yw-sheet">
      <h2>{account.name}</h2>
      <p>{account.loginName}</p>
      <AccountActions account={account} isOwn={isOwn} onPassword={setPassword} />
      <dl className="yw-facts">
        <div>
          <dt>{t('identity.screen.account.state')}</dt>
          <dd>
            <AccountState account={account} />
          </dd>
        </div>
        <div>
          <dt>{t('identity.screen.organisation')}</dt>
          <dd>{account.organisation}</dd>
        </div>
        <div>
          <dt>{t('identity.screen.account.last_sign_in')}</dt>
          <dd className="yw-number">
            {account.lastSignInAt === null
              ? t('identity.screen.account.never')
              : formatDate(account.lastSignInAt, true)}
          </dd>
        </div>
        {account.mustChangePassword && (
          <div>
            <dt>{t('identity.screen.account.password')}</dt>
            <dd>{t('identity.screen.account.password.must_change')}</dd>
          </div>
        )}
      </dl>
      <Appointments account={account} isOwn={isOwn} />
      {session.rights.includes('audit.read') && (
        <section>
          <AppLink to={`/identity-events?account=${account.id}`}>
            {t('identity.screen.events.of_account')}
          </AppLink>
        </section>
      )}
      {password !== undefined && (
        <OneTimePassword
          loginName={account.loginName}
          password={password}
          onClose={() => setPassword(undefined)}
        />
      )}
    </article>
  )
}
