import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useDivisionName } from '#kernel/divisions/web'
import type { StaffMember } from '#kernel/identity/model'
import type { Organisation, Position } from '#kernel/orgs/model'
import { api, AppLink, asApiError, ErrorState, Loading, useLocalText, useSession, useT } from '#kernel/ui/web'
import { positionsQuery, rolesQuery, useEndPosition } from '../queries.ts'
import { PositionForm } from './PositionForm.tsx'

/** The positions of an organisation, what each may do and where, and who holds it. */
export function Positions({ organisation }: { organisation: Organisation }) {
  const t = useT()
  const { session } = useSession()
  const [creating, setCreating] = useState(false)
  const { data, error, refetch } = useQuery(positionsQuery(organisation.id))
  const staff = useQuery({
    queryKey: ['organisations', organisation.id, 'staff'],
    queryFn: ({ signal }) =>
      api.get<StaffMember[]>(`/api/organisations/${organisation.id}/staff`, { signal }),
  })
  const may = session.rights.includes('identity.appoint') && organisation.validTo === null
  return (
    <section>
      <h3>{t('identity.screen.positions')}</h3>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={3} />}
      {data?.length === 0 && <p className="yw-quiet">{t('identity.screen.positions.none')}</p>}
      <ul className="yw-rows">
        {data?.map((position) => (
          <PositionRow
            key={position.id}
            position={position}
            holders={staff.data?.filter(({ positionId }) => positionId === position.id) ?? []}
            mayEnd={may}
          />
        ))}
      </ul>
      {may && (
        <div className="yw-sheet-actions">
          <Button onClick={() => setCreating(true)}>{t('identity.screen.position.create')}</Button>
        </div>
      )}
      {creating && <PositionForm organisation={organisation} onClose={() => setCreating(false)} />}
    </section>
  )
}

type PositionRowProps = { position: Position; holders: readonly StaffMember[]; mayEnd: boolean }

function PositionRow({ position, holders, mayEnd }: PositionRowProps) {
  const t = useT()
  const text = useLocalText()
  const nameOf = useDivisionName()
  const { modal, message } = App.useApp()
  const ending = useEndPosition()
  const roles = useQuery(rolesQuery)
  const role = roles.data?.find(({ id }) => id === position.role)
  const end = () =>
    void modal.confirm({
      title: t('identity.screen.position.end.ask', { title: position.title }),
      content: t('identity.screen.position.end.text', { count: holders.length }),
      okText: t('identity.screen.position.end'),
      cancelText: t('ui.cancel'),
      onOk: () =>
        ending
          .mutateAsync(position.id)
          .catch((error: unknown) => void message.error(asApiError(error).detail)),
    })
  return (
    <li>
      <div>
        <strong>{position.title}</strong>
        <div className="yw-quiet">
          {role ? text(role.title) : position.role} ·{' '}
          {position.divisions.map(nameOf).join(t('identity.screen.comma'))} ·{' '}
          {t('identity.screen.position.ledgers', {
            kind: position.ledgers === null ? 'all' : position.ledgers.length === 0 ? 'none' : 'some',
            names: position.ledgers?.join(', ') ?? '',
          })}{' '}
          · {t(`identity.screen.sensitivity.${position.sensitivity}`)}
        </div>
        <div>
          {holders.length === 0 && <span className="yw-quiet">{t('identity.screen.position.vacant')}</span>}
          {holders.map(({ accountId, name }, index) => (
            <span key={accountId}>
              {index > 0 && t('identity.screen.comma')}
              <AppLink to={`/accounts?open=${accountId}`}>{name}</AppLink>
            </span>
          ))}
        </div>
      </div>
      {mayEnd && (
        <Button size="small" onClick={end}>
          {t('identity.screen.position.end')}
        </Button>
      )}
    </li>
  )
}
