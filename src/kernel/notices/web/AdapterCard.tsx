import { App, Button, Popconfirm, Switch } from 'antd'
import type { Adapter } from '#kernel/notices/model'
import type { AdapterSecret, Delivery } from '#kernel/notices/model'
import { asApiError, useT } from '#kernel/ui/web'
import { useAdapterChange } from './adapter-queries.ts'

type AdapterCardProps = {
  adapter: Adapter
  onEdit: () => void
  onSecret: (secret: AdapterSecret) => void
}

/** One place that notices may go to: on or off, tried, changed, with what waits and what was given up. */
export function AdapterCard({ adapter, onEdit, onSecret }: AdapterCardProps) {
  const t = useT()
  const { message } = App.useApp()
  const { id, waiting, dead, ...input } = adapter
  const path = `/api/notice-adapters/${id}`
  const change = useAdapterChange()
  const trial = useAdapterChange<Delivery>()
  const renew = useAdapterChange<AdapterSecret>()
  const onError = (error: unknown) => void message.error(asApiError(error).detail)
  return (
    <li className="notice-adapter">
      <Switch
        checked={input.on}
        loading={change.isPending}
        aria-label={t('notices.screen.adapter.on', { name: input.name })}
        onChange={(on) => change.mutate({ method: 'put', path, body: { ...input, on } }, { onError })}
      />
      <div>
        <strong>{input.name}</strong>
        <p className="notice-quiet">
          {input.url} · {t(`notices.screen.contact.${input.contact}`)} ·{' '}
          {t('notices.screen.adapter.state', { waiting, dead })}
        </p>
      </div>
      <span className="notice-adapter-actions">
        <Button
          size="small"
          loading={trial.isPending}
          onClick={() =>
            trial.mutate(
              { method: 'post', path: `${path}/trial` },
              {
                onError,
                onSuccess: ({ state, status, answer }) =>
                  void (state === 'sent' ? message.success : message.error)(
                    t('notices.screen.adapter.tried', { status: status ?? '-', answer: answer ?? '' }),
                  ),
              },
            )
          }
        >
          {t('notices.screen.adapter.trial')}
        </Button>
        <Button size="small" onClick={onEdit}>
          {t('notices.screen.adapter.edit')}
        </Button>
        <Popconfirm
          title={t('notices.screen.secret.renew.sure')}
          onConfirm={() =>
            renew.mutate({ method: 'post', path: `${path}/secret` }, { onError, onSuccess: onSecret })
          }
        >
          <Button size="small">{t('notices.screen.secret.renew')}</Button>
        </Popconfirm>
      </span>
    </li>
  )
}
