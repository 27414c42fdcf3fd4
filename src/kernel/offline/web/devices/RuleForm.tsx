import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, InputNumber } from 'antd'
import { useState } from 'react'
import type { OfflineRule } from '../../model/snapshot.ts'
import { api, asApiError, useT } from '#kernel/ui/web'

/** For how long phones work without a line, and how many wrong PINs they bear. */
export function RuleForm({ rule }: { rule: OfflineRule }) {
  const t = useT()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [draft, setDraft] = useState(rule)
  const save = useMutation({
    mutationFn: () => api.put('/api/offline/rule', draft),
    onError: (error) => void message.error(asApiError(error).detail),
    onSettled: () => client.invalidateQueries({ queryKey: ['offline-devices'] }),
  })
  const changed = draft.leaseHours !== rule.leaseHours || draft.pinTries !== rule.pinTries
  return (
    <form
      className="offline-rule"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <label className="offline-field">
        <span>{t('offline.devices.lease_hours')}</span>
        <InputNumber
          min={1}
          max={72}
          precision={0}
          value={draft.leaseHours}
          onChange={(value) => setDraft({ ...draft, leaseHours: value ?? rule.leaseHours })}
        />
      </label>
      <label className="offline-field">
        <span>{t('offline.devices.pin_tries')}</span>
        <InputNumber
          min={3}
          max={20}
          precision={0}
          value={draft.pinTries}
          onChange={(value) => setDraft({ ...draft, pinTries: value ?? rule.pinTries })}
        />
      </label>
      <Button htmlType="submit" disabled={!changed} loading={save.isPending}>
        {t('offline.devices.save')}
      </Button>
    </form>
  )
}
