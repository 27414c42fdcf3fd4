import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Modal, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Device, DevicePage } from '../../model/snapshot.ts'
import {
  api,
  asApiError,
  DateText,
  Empty,
  ErrorState,
  Loading,
  MomentInput,
  PageHeader,
  Pager,
  usePage,
  useT,
} from '#kernel/ui/web'
import '../messages.ts'
import './devices.css'
import { LeaseRule } from './LeaseRule.tsx'

const size = 30

/** Phones that carry data: one's own, and those that an administrator keeps. */
export function DevicesPage() {
  const t = useT()
  const page = usePage()
  const { data, error, refetch } = useQuery({
    queryKey: ['offline-devices', page],
    queryFn: ({ signal }) => api.get<DevicePage>('/api/offline/devices', { signal, query: { page, size } }),
  })
  const [lost, setLost] = useState<Device | null>(null)
  return (
    <>
      <PageHeader title={t('offline.devices.title')} />
      <div className="offline-devices">
        <p>{t('offline.devices.what', { hours: data?.rule.leaseHours ?? 12 })}</p>
        {data?.can.manage && <LeaseRule />}
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data?.total === 0 && <Empty text={t('offline.devices.none')} />}
        {data && data.total > 0 && <DeviceTable rows={data.rows} onRevoke={setLost} />}
        <Pager total={data?.total} size={size} />
      </div>
      {lost && <RevokeDialog device={lost} onClose={() => setLost(null)} />}
    </>
  )
}

const columns = ['name', 'account', 'contact', 'lease', 'items', 'conflicts', 'state'] as const

function DeviceTable({ rows, onRevoke }: { rows: readonly Device[]; onRevoke: (device: Device) => void }) {
  const t = useT()
  return (
    <div className="offline-device-table">
      <table>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(`offline.devices.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((device) => (
            <tr key={device.id}>
              <td>{device.name}</td>
              <td>{device.account.name}</td>
              <td>
                <DateText value={device.lastContactAt} withTime />
              </td>
              <td>{device.leaseUntil ? <DateText value={device.leaseUntil} withTime /> : '—'}</td>
              <td className="yw-number">{device.items}</td>
              <td className="yw-number">{device.conflicts}</td>
              <td>
                <DeviceState device={device} onRevoke={() => onRevoke(device)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function DeviceState({ device, onRevoke }: { device: Device; onRevoke: () => void }): ReactNode {
  const t = useT()
  if (!device.revoked)
    return (
      <Button size="small" danger onClick={onRevoke}>
        {t('offline.devices.revoke')}
      </Button>
    )
  const { since, reason, by } = device.revoked
  return (
    <>
      <Tag color="error">{t('offline.devices.revoked')}</Tag> <DateText value={since} withTime /> · {reason} ·{' '}
      {by}
    </>
  )
}

function RevokeDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [since, setSince] = useState<string | null>(null)
  const revoke = useMutation({
    mutationFn: () =>
      api.post(`/api/offline/devices/${device.id}/revocation`, {
        reason,
        ...(since === null ? {} : { since }),
      }),
    onSuccess: onClose,
    onError: (error) => void message.error(asApiError(error).detail),
    onSettled: () => client.invalidateQueries({ queryKey: ['offline-devices'] }),
  })
  return (
    <Modal
      open
      title={t('offline.devices.revoke_title', { name: device.name })}
      okText={t('offline.devices.revoke')}
      cancelText={t('offline.devices.cancel')}
      okButtonProps={{ danger: true, disabled: reason.trim().length < 2, loading: revoke.isPending }}
      onOk={() => revoke.mutate()}
      onCancel={onClose}
    >
      <p>{t('offline.devices.revoke_what')}</p>
      <label className="offline-field">
        <span>{t('offline.devices.since')}</span>
        <MomentInput value={since} onChange={setSince} />
      </label>
      <label className="offline-field">
        <span>{t('offline.devices.reason')}</span>
        <Input value={reason} maxLength={300} onChange={({ target }) => setReason(target.value)} />
      </label>
    </Modal>
  )
}
