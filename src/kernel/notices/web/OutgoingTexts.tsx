import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Modal, Segmented } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { type NoticeText, type NoticeTextList, outgoingTextFault } from '#kernel/notices/model'
import { DateText, ErrorState, ErrorSummary, FormRow, useProblems, useT } from '#kernel/ui/web'
import { noticeTextsQuery, useAdapterChange } from './adapter-queries.ts'

const locales = ['zh-CN', 'en'] as const

/** What goes out for each kind of notice; the office may put it in words of its own. */
export function OutgoingTexts() {
  const t = useT()
  const [locale, setLocale] = useState<(typeof locales)[number]>('zh-CN')
  const [edited, setEdited] = useState<NoticeText>()
  const { data, error, refetch } = useQuery(noticeTextsQuery)
  const rows = data?.rows.filter((row) => row.locale === locale) ?? []
  return (
    <section aria-labelledby="outgoing-texts">
      <h2 id="outgoing-texts">{t('notices.screen.texts')}</h2>
      <p className="notice-quiet">{t('notices.screen.texts.text', { no: '{no}' })}</p>
      <Segmented
        aria-label={t('notices.screen.texts')}
        value={locale}
        options={locales.map((value) => ({ value, label: t(`notices.screen.texts.${value}`) }))}
        onChange={setLocale}
      />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      <div className="notice-deliveries">
        <table>
          <tbody>
            {rows.map((row) => (
              <Row key={row.kind} row={row} onEdit={() => setEdited(row)} />
            ))}
          </tbody>
        </table>
      </div>
      {edited && <EditText row={edited} onClose={() => setEdited(undefined)} />}
    </section>
  )
}

function Row({ row, onEdit }: { row: NoticeText; onEdit: () => void }) {
  const t = useT()
  const { kind, text, version, changedBy, changedAt } = row
  return (
    <tr>
      <th scope="row">{t(`notices.screen.kind.${kind}`)}</th>
      <td>{text}</td>
      <td>
        {changedAt !== null && (
          <>
            {t('notices.screen.texts.version', { version })} {changedBy}{' '}
            <DateText value={changedAt} withTime />
          </>
        )}
      </td>
      <td>
        <Button size="small" onClick={onEdit}>
          {t('notices.screen.adapter.edit')}
        </Button>
      </td>
    </tr>
  )
}

function EditText({ row, onClose }: { row: NoticeText; onClose: () => void }) {
  const t = useT()
  const id = useId()
  const { message } = App.useApp()
  const found = useProblems()
  const [text, setText] = useState(row.text)
  const change = useAdapterChange<NoticeTextList>()
  const path = `/api/notice-texts/${row.kind}/${row.locale}`
  const send = (next: string | null) =>
    change.mutate(
      { method: 'put', path, body: { text: next, expectedVersion: row.version } },
      {
        onSuccess: () => {
          void message.success(t('notices.screen.texts.saved'))
          onClose()
        },
        onError: (error) => void found.refuse(error),
      },
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const fault = outgoingTextFault(text)
    if (found.check(fault ? [{ field: 'text', text: t(`error.${fault}`) }] : [])) send(text.trim())
  }
  return (
    <Modal open footer={null} onCancel={onClose} title={t(`notices.screen.kind.${row.kind}`)}>
      <form className="yw-form" onSubmit={submit} noValidate>
        <ErrorSummary problems={found.problems} general={found.general} idOf={() => id} />
        <FormRow
          id={id}
          label={t('notices.screen.texts.one')}
          hint={t('notices.screen.texts.text', { no: '{no}' })}
          problem={found.problemOf('text')}
        >
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 3 }}
            maxLength={200}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </FormRow>
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t('notices.screen.texts.save')}
          </Button>
          {row.text !== row.own && (
            <Button onClick={() => send(null)}>{t('notices.screen.texts.own')}</Button>
          )}
        </div>
      </form>
    </Modal>
  )
}
