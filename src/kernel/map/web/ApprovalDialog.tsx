import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import type { MapApproval, MapLayers } from '#kernel/map/model'
import { api, asApiError, DateInput, useT } from '#kernel/ui/web'

/** 审图号 (Order 664 of the State Council, art. 15): entered once, it stands on every map and print. */
export function ApprovalDialog({ answer, onClose }: { answer: MapLayers; onClose: () => void }) {
  const t = useT()
  const id = useId()
  const client = useQueryClient()
  const [number, setNumber] = useState(answer.approvalNumber ?? '')
  const [on, setOn] = useState(answer.approvedOn)
  const save = useMutation({
    mutationFn: async () => {
      const text = number.trim()
      const body: MapApproval = { number: text === '' ? null : text, approvedOn: text === '' ? null : on }
      await api.put('/api/map/approval', body)
      await client.invalidateQueries({ queryKey: ['map'] })
    },
    onSuccess: onClose,
  })
  return (
    <Modal open title={t('map.approval')} footer={null} onCancel={onClose}>
      <form
        className="yw-form"
        onSubmit={(submit) => {
          submit.preventDefault()
          save.mutate()
        }}
      >
        <p>{t('map.approval.text')}</p>
        <div className="yw-form-row">
          <label htmlFor={id}>{t('map.approval.number')}</label>
          <Input id={id} value={number} maxLength={60} onChange={({ target }) => setNumber(target.value)} />
        </div>
        <div className="yw-form-row">
          <label htmlFor={`${id}on`}>{t('map.approval.on')}</label>
          <DateInput id={`${id}on`} value={on} onChange={setOn} />
        </div>
        {save.error && <Alert type="error" showIcon role="alert" title={asApiError(save.error).detail} />}
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('map.approval.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
