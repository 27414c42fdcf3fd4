import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileTextOutlined } from '@ant-design/icons'
import { App, Button, Input, Modal, Upload } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { api, asApiError, ErrorSummary, problemsOf, useT } from '#kernel/ui/web'

type Taken = { taken: number; known: number; year: number }
type Props = { onClose: () => void; onTaken: (year: number) => void }

const example = `{ "kind": "annual", "year": 2027, "issuedOn": "2026-11-05",
  "document": { "series": "general_office_telegram", "year": 2026, "number": 7 },
  "arrangements": [
    { "holidays": ["new_year"], "off": ["2027-01-01..2027-01-03"], "makeUp": ["2027-01-09"] } ] }`

function parsed(text: string): unknown[] | undefined {
  try {
    const data: unknown = JSON.parse(text)
    return Array.isArray(data) ? data : [data]
  } catch {
    return undefined
  }
}

/** Takes in a notice from a file or as text. Dates that it changes are listed then; none moves by itself. */
export function ImportNotices({ onClose, onTaken }: Props) {
  const t = useT()
  const id = useId()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [unreadable, setUnreadable] = useState(false)
  const take = useMutation({
    mutationFn: (notices: unknown[]) => api.post<Taken>('/api/calendar/notices', { notices }),
    onSuccess: ({ taken, known, year }) => {
      void client.invalidateQueries({ queryKey: ['calendar'] })
      void client.invalidateQueries({ queryKey: ['date-moves'] })
      void message.success(t('ledgers.screen.calendar.taken', { taken, known }))
      onTaken(year)
      onClose()
    },
  })
  const fault = take.error ? asApiError(take.error) : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const notices = parsed(text)
    setUnreadable(notices === undefined)
    if (notices) take.mutate(notices)
  }
  return (
    <Modal open title={t('ledgers.screen.calendar.import')} onCancel={onClose} footer={null} width={640}>
      <form className="calendar-import" onSubmit={submit} noValidate>
        <ErrorSummary
          problems={fault ? problemsOf(fault) : []}
          general={unreadable ? t('ledgers.screen.calendar.unreadable') : fault?.detail}
          idOf={() => id}
        />
        <p>{t('ledgers.screen.calendar.import.text')}</p>
        <Upload
          accept=".json,application/json"
          showUploadList={false}
          beforeUpload={(file) => {
            void file.text().then(setText)
            return false
          }}
        >
          <Button icon={<FileTextOutlined />}>{t('ledgers.screen.calendar.import.file')}</Button>
        </Upload>
        <label htmlFor={id}>{t('ledgers.screen.calendar.import.contents')}</label>
        <Input.TextArea
          id={id}
          rows={10}
          value={text}
          placeholder={example}
          spellCheck={false}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="primary" htmlType="submit" loading={take.isPending} disabled={text.trim() === ''}>
          {t('ledgers.screen.calendar.import.submit')}
        </Button>
      </form>
    </Modal>
  )
}
