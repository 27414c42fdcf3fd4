import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { asApiError, useT } from '#kernel/ui/web'
import type { PlanAnswer } from '../../model/plan/answers.ts'
import { planChanges } from '../../model/plan/changes.ts'
import { ChangesText } from './ChangesText.tsx'
import { useSavePlan } from './queries.ts'
import type { PlanEditor } from './use-plan-editor.ts'

type SaveDialogProps = { answer: PlanAnswer; editor: PlanEditor; onClose: () => void }

/** Saving says why: the next reader sees who moved which date, and for what reason. */
export function SaveDialog({ answer, editor, onClose }: SaveDialogProps) {
  const t = useT()
  const { message } = App.useApp()
  const save = useSavePlan(answer.entryId)
  const [reason, setReason] = useState('')
  const changes = planChanges(editor.base, editor.present)
  const submit = () =>
    save.mutateAsync({ expectedRevision: editor.revision, plan: editor.present, reason: reason.trim() }).then(
      (saved) => {
        if (saved.plan) editor.begin(saved.plan, saved.revision)
        void message.success(t('projects.plan.saved', { revision: saved.revision }))
        onClose()
      },
      (error: unknown) => {
        void message.error(asApiError(error).detail)
        if (asApiError(error).code === 'projects.plan_changed_meanwhile') onClose()
      },
    )
  return (
    <Modal
      open
      title={t('projects.plan.save.title')}
      okText={t('projects.plan.save')}
      cancelText={t('ui.cancel')}
      okButtonProps={{ disabled: reason.trim().length < 2, loading: save.isPending }}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <ChangesText changes={changes} />
      <label className="plan-reason">
        {t('projects.plan.reason')}
        <Input.TextArea
          rows={3}
          maxLength={400}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Modal>
  )
}
