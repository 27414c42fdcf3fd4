import { Button, Input, Modal } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { type Account, LoginName } from '#kernel/identity/model'
import { OrganisationSelect } from '#kernel/orgs/web'
import { ErrorSummary, FormRow, type FormProblem, useClientKey, useProblems, useT } from '#kernel/ui/web'
import '../messages.ts'
import { useKeeping } from '../queries.ts'
import { newOneTimePassword } from './one-time-password.ts'

type Content = { loginName: string; name: string; organisationId: number | null }

function useMissing() {
  const t = useT()
  return ({ loginName, name, organisationId }: Content): FormProblem[] => [
    ...(LoginName.safeParse(loginName).success
      ? []
      : [{ field: 'loginName', text: t('identity.screen.account.login_name.wrong') }]),
    ...(name.trim() === '' ? [{ field: 'name', text: t('identity.screen.account.name.missing') }] : []),
    ...(organisationId === null
      ? [{ field: 'organisationId', text: t('identity.screen.account.organisation.missing') }]
      : []),
  ]
}

type AccountFormProps = {
  /** The account to be corrected; a new one without. */
  account?: Account
  onClose: () => void
  /** The password is given for a new account only. */
  onDone: (account: Account, password?: string) => void
}

/** Opens an account, or corrects its name and where it is kept. */
export function AccountForm({ account, onClose, onDone }: AccountFormProps) {
  const t = useT()
  const [content, setContent] = useState<Content>(
    account ?? { loginName: '', name: '', organisationId: null },
  )
  const [password, setPassword] = useState('')
  const keeping = useKeeping<Account>()
  const { keyFor } = useClientKey()
  const found = useProblems()
  const missing = useMissing()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!found.check(missing(content))) return
    const { name, organisationId } = content
    const onError = (error: unknown) => void found.refuse(error)
    if (account) {
      const change = { method: 'put' as const, path: `/api/accounts/${account.id}` }
      const body = { name, organisationId }
      keeping.mutate({ ...change, body }, { onError, onSuccess: (changed) => onDone(changed) })
      return
    }
    const loginName = content.loginName.trim().toLowerCase()
    // Sent again after a lost answer it must be the same password: the account was made with the first.
    const given = password || newOneTimePassword(loginName)
    setPassword(given)
    const body = { loginName, name, organisationId, password: given }
    const options = { clientKey: keyFor(body) }
    keeping.mutate(
      { method: 'post', path: '/api/accounts', body, options },
      { onError, onSuccess: (made) => onDone(made, given) },
    )
  }
  return (
    <Modal
      open
      footer={null}
      onCancel={onClose}
      title={t(account ? 'identity.screen.account.correct' : 'identity.screen.account.new')}
    >
      <form className="yw-form" onSubmit={submit} noValidate>
        <AccountFields
          content={content}
          isNew={!account}
          found={found}
          onChange={(change) => setContent({ ...content, ...change })}
        />
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={keeping.isPending}>
            {t(account ? 'identity.screen.save' : 'identity.screen.account.create')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Modal>
  )
}

type AccountFieldsProps = {
  content: Content
  isNew: boolean
  found: ReturnType<typeof useProblems>
  onChange: (change: Partial<Content>) => void
}

function AccountFields({ content, isNew, found, onChange }: AccountFieldsProps) {
  const t = useT()
  const id = useId()
  const idOf = (field: string) => `${id}-${field}`
  const statusOf = (field: string) => (found.problemOf(field) === undefined ? '' : 'error')
  return (
    <>
      <ErrorSummary problems={found.problems} general={found.general} idOf={idOf} />
      {isNew && (
        <FormRow
          id={idOf('loginName')}
          label={t('identity.screen.account.login_name')}
          hint={t('identity.screen.account.login_name.hint')}
          problem={found.problemOf('loginName')}
        >
          <Input
            id={idOf('loginName')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            status={statusOf('loginName')}
            value={content.loginName}
            onChange={({ target }) => onChange({ loginName: target.value })}
          />
        </FormRow>
      )}
      <FormRow id={idOf('name')} label={t('identity.screen.account.name')} problem={found.problemOf('name')}>
        <Input
          id={idOf('name')}
          autoComplete="off"
          maxLength={60}
          status={statusOf('name')}
          value={content.name}
          onChange={({ target }) => onChange({ name: target.value })}
        />
      </FormRow>
      <FormRow
        id={idOf('organisationId')}
        label={t('identity.screen.organisation')}
        hint={t('identity.screen.account.organisation.hint')}
        problem={found.problemOf('organisationId')}
      >
        <OrganisationSelect
          id={idOf('organisationId')}
          label={t('identity.screen.organisation')}
          status={statusOf('organisationId')}
          value={content.organisationId}
          onChange={(organisationId) => onChange({ organisationId })}
        />
      </FormRow>
    </>
  )
}
