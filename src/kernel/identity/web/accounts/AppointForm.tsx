import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { Account } from '#kernel/identity/model'
import { OrganisationSelect } from '#kernel/orgs/web'
import { ErrorSummary, FormRow, useProblems, useT } from '#kernel/ui/web'
import '../messages.ts'
import { positionsQuery, useKeeping } from '../queries.ts'

type AppointFormProps = { account: Account; onClose: () => void }

/** Appoints an account to one more position. */
export function AppointForm({ account, onClose }: AppointFormProps) {
  const t = useT()
  const id = useId()
  const [organisationId, setOrganisationId] = useState<number | null>(account.organisationId)
  const [positionId, setPositionId] = useState<number | null>(null)
  const { data, isFetching } = useQuery(positionsQuery(organisationId))
  const keeping = useKeeping<Account>()
  const found = useProblems()
  const held = account.positions.map((position) => position.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = { field: 'positionIds', text: t('identity.screen.appoint.missing') }
    if (!found.check(positionId === null ? [missing] : [])) return
    const body = { positionIds: [...held, positionId] }
    keeping.mutate(
      { method: 'put', path: `/api/accounts/${account.id}/positions`, body },
      { onSuccess: onClose, onError: (error) => void found.refuse(error) },
    )
  }
  return (
    <Modal
      open
      footer={null}
      onCancel={onClose}
      title={t('identity.screen.appoint.title', { name: account.name })}
    >
      <form className="yw-form" onSubmit={submit} noValidate>
        <ErrorSummary problems={found.problems} general={found.general} idOf={() => `${id}-position`} />
        <FormRow id={`${id}-organisation`} label={t('identity.screen.organisation')}>
          <OrganisationSelect
            id={`${id}-organisation`}
            label={t('identity.screen.organisation')}
            value={organisationId}
            onChange={(next) => {
              setOrganisationId(next)
              setPositionId(null)
            }}
          />
        </FormRow>
        <FormRow
          id={`${id}-position`}
          label={t('identity.screen.position')}
          problem={found.problemOf('positionIds')}
        >
          <Select
            id={`${id}-position`}
            aria-label={t('identity.screen.position')}
            style={{ width: '100%' }}
            loading={isFetching}
            disabled={organisationId === null}
            value={positionId}
            notFoundContent={t('identity.screen.appoint.none')}
            options={(data ?? [])
              .filter((position) => !held.includes(position.id))
              .map((position) => ({ value: position.id, label: position.title }))}
            onChange={(next: number) => setPositionId(next)}
          />
        </FormRow>
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={keeping.isPending}>
            {t('identity.screen.appoint')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Modal>
  )
}
