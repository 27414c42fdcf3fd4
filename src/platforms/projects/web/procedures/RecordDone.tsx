import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { LocalText } from '#kernel/i18n/model'
import type { EntryAnswer } from '#kernel/ledgers/model'
import { todayInShanghai } from '#kernel/ui/model'
import { asApiError, DateInput, FormRow, useLocalText, useT } from '#kernel/ui/web'
import { useRecord } from './queries.ts'

type Props = { entry: EntryAnswer; code: string; name: LocalText }

/** Something that was done elsewhere: recorded by hand, with the day and where it is known from. */
export function RecordDone({ entry, code, name }: Props) {
  const t = useT()
  const text = useLocalText()
  const { message } = App.useApp()
  const record = useRecord(entry)
  const [open, setOpen] = useState(false)
  const today = todayInShanghai(new Date())
  const [doneOn, setDoneOn] = useState<string | null>(today)
  const [source, setSource] = useState('')
  const send = () => {
    const rows = entry.fields['procedures']?.value
    const procedures = (Array.isArray(rows) ? (rows as { code?: string }[]) : []).map((row) =>
      row.code === code ? { ...row, applicable: true, done: true, doneOn } : row,
    )
    record.mutate(
      { procedures, source: source.trim() },
      {
        onSuccess: () => setOpen(false),
        onError: (error) => void message.error(asApiError(error).detail),
      },
    )
  }
  return (
    <>
      <Button size="small" type="text" onClick={() => setOpen(true)}>
        {t('projects.record.done')}
      </Button>
      <Modal
        open={open}
        title={t('projects.record.title', { name: text(name) })}
        okText={t('projects.record.send')}
        cancelText={t('ui.cancel')}
        okButtonProps={{ disabled: source.trim() === '' || doneOn === null }}
        confirmLoading={record.isPending}
        onOk={send}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p className="project-quiet">{t('projects.record.text')}</p>
        <div className="yw-form">
          <FormRow id={`done-on-${code}`} label={t('projects.field.procedure_done_on')}>
            <DateInput
              id={`done-on-${code}`}
              label={t('projects.field.procedure_done_on')}
              value={doneOn}
              max={today}
              onChange={setDoneOn}
            />
          </FormRow>
          <FormRow id={`source-${code}`} label={t('projects.record.source')}>
            <Input
              id={`source-${code}`}
              value={source}
              maxLength={400}
              onChange={(event) => setSource(event.target.value)}
            />
          </FormRow>
        </div>
      </Modal>
    </>
  )
}
