import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { ApiError, asApiError, ErrorSummary, type FormProblem, useSignIn, useT } from '#kernel/ui/web'

/** Account and password, and in the same step the new password where one must be set. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const t = useT()
  const id = useId()
  const signIn = useSignIn()
  const [typed, setTyped] = useState({ account: '', password: '', next: '' })
  const [missing, setMissing] = useState<FormProblem[]>([])
  const idOf = (field: string) => `${id}-${field}`
  const fault = signIn.error ? asApiError(signIn.error) : undefined
  const mustChange = fault instanceof ApiError && fault.code === 'identity.password_must_change'
  const [asksNext, setAsksNext] = useState(false)
  if (mustChange && !asksNext) setAsksNext(true)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = (['account', 'password'] as const)
      .filter((field) => typed[field].trim() === '')
      .map((field) => ({ field, text: t(`signIn.missing.${field}`) }))
    setMissing(found)
    if (found.length > 0) return
    const { account, password, next } = typed
    signIn.mutate(asksNext && next !== '' ? { account, password, next } : { account, password }, {
      onSuccess: onDone,
    })
  }

  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <ErrorSummary problems={missing} general={missing.length > 0 ? undefined : fault?.detail} idOf={idOf} />
      <div>
        <label htmlFor={idOf('account')}>{t('signIn.account')}</label>
        <Input
          id={idOf('account')}
          size="large"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          status={missing.some(({ field }) => field === 'account') ? 'error' : ''}
          value={typed.account}
          onChange={({ target }) => setTyped({ ...typed, account: target.value })}
        />
      </div>
      <div>
        <label htmlFor={idOf('password')}>{t('signIn.password')}</label>
        <Input.Password
          id={idOf('password')}
          size="large"
          autoComplete="current-password"
          status={missing.some(({ field }) => field === 'password') ? 'error' : ''}
          value={typed.password}
          onChange={({ target }) => setTyped({ ...typed, password: target.value })}
        />
      </div>
      {asksNext && (
        <div>
          <label htmlFor={idOf('next')}>{t('signIn.password.next')}</label>
          <Input.Password
            id={idOf('next')}
            size="large"
            autoComplete="new-password"
            value={typed.next}
            onChange={({ target }) => setTyped({ ...typed, next: target.value })}
          />
          <p className="sign-in-hint">{t('signIn.password.next.text')}</p>
        </div>
      )}
      <Button type="primary" size="large" htmlType="submit" loading={signIn.isPending} block>
        {t('signIn.submit')}
      </Button>
    </form>
  )
}
