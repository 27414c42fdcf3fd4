import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { asApiError, ErrorSummary, type FormProblem, useSignIn, useT } from '#kernel/ui/web'
import { PasswordField } from './PasswordField.tsx'

const passwordMustChange = 'identity.password_must_change'

/** Account and password, and in the same step the new password where one must be set. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const t = useT()
  const id = useId()
  const signIn = useSignIn()
  const [typed, setTyped] = useState({ account: '', password: '', next: '' })
  const [missing, setMissing] = useState<FormProblem[]>([])
  const [asksNext, setAsksNext] = useState(false)
  const idOf = (field: string) => `${id}-${field}`
  const fault = signIn.error ? asApiError(signIn.error) : undefined
  const isMissing = (field: string) => missing.some((problem) => problem.field === field)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = (['account', 'password'] as const)
      .filter((field) => typed[field].trim() === '')
      .map((field) => ({ field, text: t(`signIn.missing.${field}`) }))
    setMissing(found)
    if (found.length > 0) return
    const { account, password, next } = typed
    signIn.mutate(asksNext && next !== '' ? typed : { account, password }, {
      onSuccess: onDone,
      onError: (error) => {
        if (asApiError(error).code === passwordMustChange) setAsksNext(true)
      },
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
          status={isMissing('account') ? 'error' : ''}
          value={typed.account}
          onChange={({ target }) => setTyped({ ...typed, account: target.value })}
        />
      </div>
      <PasswordField
        id={idOf('password')}
        label={t('signIn.password')}
        autoComplete="current-password"
        faulty={isMissing('password')}
        value={typed.password}
        onChange={(password) => setTyped({ ...typed, password })}
      />
      {asksNext && (
        <PasswordField
          id={idOf('next')}
          label={t('signIn.password.next')}
          hint={t('signIn.password.next.text')}
          autoComplete="new-password"
          value={typed.next}
          onChange={(next) => setTyped({ ...typed, next })}
        />
      )}
      <Button type="primary" size="large" htmlType="submit" loading={signIn.isPending} block>
        {t('signIn.submit')}
      </Button>
    </form>
  )
}
