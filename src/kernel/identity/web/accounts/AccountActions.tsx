import { App, Button } from 'antd'
import { useState } from 'react'
import type { Account } from '#kernel/identity/model'
import { asApiError, useSession, useT } from '#kernel/ui/web'
import { useKeeping } from '../queries.ts'
import { AccountForm } from './AccountForm.tsx'
import { newOneTimePassword } from './one-time-password.ts'

type AccountActionsProps = { account: Account; isOwn: boolean; onPassword: (password: string) => void }

/** What the system administrator does with an account; nobody does it to his own. */
export function AccountActions({ account, isOwn, onPassword }: AccountActionsProps) {
  const t = useT()
  const { session } = useSession()
  const { modal, message } = App.useApp()
  const keeping = useKeeping<Account>()
  const [correcting, setCorrecting] = useState(false)
  if (!session.rights.includes('identity.manage')) return null
  const ask = (what: string, work: () => Promise<unknown>) =>
    void modal.confirm({
      title: t(`identity.screen.account.${what}.ask`, { name: account.name }),
      content: t(`identity.screen.account.${what}.text`),
      okText: t(`identity.screen.account.${what}`),
      cancelText: t('ui.cancel'),
      onOk: () => work().catch((error: unknown) => void message.error(asApiError(error).detail)),
    })
  const set = (state: 'active' | 'disabled') => () =>
    keeping.mutateAsync({ method: 'put', path: `/api/accounts/${account.id}/state`, body: { state } })
  const reset = async () => {
    const password = newOneTimePassword(account.loginName)
    await keeping.mutateAsync({
      method: 'put',
      path: `/api/accounts/${account.id}/password`,
      body: { password },
    })
    onPassword(password)
  }
  return (
    <>
      <div className="yw-sheet-actions">
        <Button onClick={() => setCorrecting(true)}>{t('identity.screen.account.correct')}</Button>
        <Button disabled={isOwn} onClick={() => ask('reset', reset)}>
          {t('identity.screen.account.reset')}
        </Button>
        {account.state === 'locked' && (
          <Button disabled={isOwn} onClick={() => ask('unlock', set('active'))}>
            {t('identity.screen.account.unlock')}
          </Button>
        )}
        {account.state === 'disabled' ? (
          <Button disabled={isOwn} onClick={() => ask('enable', set('active'))}>
            {t('identity.screen.account.enable')}
          </Button>
        ) : (
          <Button disabled={isOwn} onClick={() => ask('disable', set('disabled'))}>
            {t('identity.screen.account.disable')}
          </Button>
        )}
      </div>
      {isOwn && <p className="yw-quiet">{t('identity.screen.account.own')}</p>}
      {correcting && (
        <AccountForm
          account={account}
          onClose={() => setCorrecting(false)}
          onDone={() => setCorrecting(false)}
        />
      )}
    </>
  )
}
