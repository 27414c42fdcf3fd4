import { useMutation } from '@tanstack/react-query'
import { App, Button, Modal } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { api, asApiError, ErrorSummary, problemsOf, useT } from '#kernel/ui/web'
import { PasswordField } from './PasswordField.tsx'

/** Changes one's own password; every other session of the account ends. */
export function ChangePassword({ onClose }: { onClose: () => void }) {
  const t = useT()
  const id = useId()
  const { message } = App.useApp()
  const [typed, setTyped] = useState({ current: '', next: '' })
  const idOf = (field: string) => `${id}-${field}`
  const change = useMutation({
    mutationFn: () => api.put<unknown>('/api/session/password', typed, { stayOn401: true }),
    onSuccess: () => {
      void message.success(t('desk.password.done'))
      onClose()
    },
  })
  const fault = change.error ? asApiError(change.error) : undefined
  const problems = fault ? problemsOf(fault) : []
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <Modal open title={t('desk.password')} onCancel={onClose} footer={null} width={400}>
      <form className="password-form" onSubmit={submit} noValidate>
        <ErrorSummary problems={problems} general={fault?.detail} idOf={idOf} />
        <PasswordField
          id={idOf('current')}
          label={t('desk.password.current')}
          autoComplete="current-password"
          value={typed.current}
          onChange={(current) => setTyped({ ...typed, current })}
        />
        <PasswordField
          id={idOf('next')}
          label={t('signIn.password.next')}
          hint={t('signIn.password.next.text')}
          autoComplete="new-password"
          value={typed.next}
          onChange={(next) => setTyped({ ...typed, next })}
        />
        <p className="password-hint">{t('desk.password.text')}</p>
        <Button
          type="primary"
          htmlType="submit"
          loading={change.isPending}
          disabled={typed.current === '' || typed.next === ''}
        >
          {t('desk.password')}
        </Button>
      </form>
    </Modal>
  )
}
