import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useDivisionName } from '#kernel/divisions/web'
import type { Account, Appointment } from '#kernel/identity/model'
import { formatDate } from '#kernel/ui/model'
import { asApiError, ErrorState, Loading, useSession, useT } from '#kernel/ui/web'
import { appointmentsQuery, useKeeping } from '../queries.ts'
import { AppointForm } from './AppointForm.tsx'

type AppointmentsProps = { account: Account; isOwn: boolean }

/** The positions an account holds and held; the security administrator gives and ends them. */
export function Appointments({ account, isOwn }: AppointmentsProps) {
  const t = useT()
  const { session } = useSession()
  const [appointing, setAppointing] = useState(false)
  const { data, error, refetch } = useQuery(appointmentsQuery(account.id))
  const may = session.rights.includes('identity.appoint')
  return (
    <section>
      <h3>{t('identity.screen.appointments')}</h3>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={2} />}
      {data?.length === 0 && <p className="yw-quiet">{t('identity.screen.appointments.none')}</p>}
      <ul className="yw-rows">
        {data?.map((appointment) => (
          <AppointmentRow
            key={appointment.id}
            account={account}
            appointment={appointment}
            mayEnd={may && !isOwn}
          />
        ))}
      </ul>
      {may && (
        <div className="yw-sheet-actions">
          <Button disabled={isOwn} onClick={() => setAppointing(true)}>
            {t('identity.screen.appoint')}
          </Button>
        </div>
      )}
      {may && isOwn && <p className="yw-quiet">{t('identity.screen.account.own')}</p>}
      {appointing && <AppointForm account={account} onClose={() => setAppointing(false)} />}
    </section>
  )
}

type AppointmentRowProps = { account: Account; appointment: Appointment; mayEnd: boolean }

function AppointmentRow({ account, appointment, mayEnd }: AppointmentRowProps) {
  const t = useT()
  const nameOf = useDivisionName()
  const { modal, message } = App.useApp()
  const keeping = useKeeping<Account>()
  const { positionId, title, organisation, divisions, from, to, inReach } = appointment
  const isHeld = to === null
  const start = from === null ? t('identity.screen.since_ever') : formatDate(from)
  const since = from === null ? start : t('identity.screen.since', { from: start })
  const span = to === null ? since : `${start} – ${formatDate(to)}`
  const end = () =>
    void modal.confirm({
      title: t('identity.screen.relieve.ask', { name: account.name, position: title }),
      content: t('identity.screen.relieve.text'),
      okText: t('identity.screen.relieve'),
      cancelText: t('ui.cancel'),
      onOk: () => {
        const positionIds = account.positions.map(({ id }) => id).filter((id) => id !== positionId)
        const path = `/api/accounts/${account.id}/positions`
        return keeping
          .mutateAsync({ method: 'put', path, body: { positionIds } })
          .catch((error: unknown) => void message.error(asApiError(error).detail))
      },
    })
  return (
    <li data-ended={isHeld ? undefined : ''}>
      <div>
        <strong>{title}</strong> · {organisation}
        <div className="yw-quiet">
          {divisions.map(nameOf).join(t('identity.screen.comma'))}
          {' · '}
          <span className="yw-number">{span}</span>
        </div>
      </div>
      {isHeld && mayEnd && inReach && (
        <Button size="small" onClick={end}>
          {t('identity.screen.relieve')}
        </Button>
      )}
      {isHeld && mayEnd && !inReach && <span className="yw-quiet">{t('identity.screen.out_of_reach')}</span>}
    </li>
  )
}
