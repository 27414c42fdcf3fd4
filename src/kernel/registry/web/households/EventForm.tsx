import { App, Button, Input, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { todayInShanghai } from '#kernel/ui/model'
import { DateInput, ErrorSummary, FormRow, useProblems, useT } from '#kernel/ui/web'
import '../forms/forms.css'
import '../forms/messages.ts'
import {
  blankEvent,
  type EventContent,
  eventOf,
  missingOf,
  type RecordedKind,
  recordedKinds,
} from './event-content.ts'
import { EventFields } from './EventFields.tsx'
import './households.css'
import { useRecordEvent } from './household-queries.ts'

type EventFormProps = { householdId: string; onClose: () => void }

/** What is typed into the form of an event, and how it is sent. */
function useEventForm({ householdId, onClose }: EventFormProps, today: string) {
  const t = useT()
  const { message } = App.useApp()
  const [content, setContent] = useState<EventContent>(() => blankEvent('birth', today))
  const found = useProblems()
  const record = useRecordEvent(householdId)
  const change = (next: Partial<EventContent>) => {
    for (const name of Object.keys(next)) found.forget(name)
    setContent((before) => ({ ...before, ...next }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (record.isPending) return
    if (!found.check(missingOf(content, (what) => t(`registry.event.missing.${what}`)))) return
    record.mutate(eventOf(content), {
      onError: (error) => void found.refuse(error),
      onSuccess: () => {
        void message.success(t('registry.event.recorded'))
        onClose()
      },
    })
  }
  const chooseKind = (kind: RecordedKind) => {
    found.check([])
    setContent({ ...blankEvent(kind, content.on), source: content.source, note: content.note })
  }
  return { content, found, change, chooseKind, submit, isSending: record.isPending }
}

/** Records what happened to a household: what, when, whom it was about, and on whose word. */
export function EventForm(props: EventFormProps) {
  const t = useT()
  const id = useId()
  const today = todayInShanghai(new Date())
  const { content, found, change, chooseKind, submit, isSending } = useEventForm(props, today)
  const { householdId, onClose } = props
  const idOf = (field: string) => `${id}-${field}`
  return (
    <form className="yw-form" onSubmit={submit} noValidate aria-label={t('registry.event.record')}>
      <ErrorSummary problems={found.problems} general={found.general} idOf={idOf} />
      <FormRow id={idOf('kind')} label={t('registry.event.kind')}>
        <Select<RecordedKind>
          id={idOf('kind')}
          value={content.kind}
          style={{ width: '100%' }}
          options={recordedKinds.map((kind) => ({ value: kind, label: t(`registry.event_kind.${kind}`) }))}
          onChange={chooseKind}
        />
      </FormRow>
      <FormRow id={idOf('on')} label={t('registry.event.on')} problem={found.problemOf('on')}>
        <DateInput
          id={idOf('on')}
          max={today}
          status={found.problemOf('on') === undefined ? '' : 'error'}
          value={content.on}
          onChange={(on) => change({ on })}
        />
      </FormRow>
      <EventFields
        householdId={householdId}
        content={content}
        on={content.on ?? today}
        idOf={idOf}
        problemOf={found.problemOf}
        onChange={change}
      />
      <FormRow
        id={idOf('source')}
        label={t('registry.event.source')}
        optional
        problem={found.problemOf('source')}
      >
        <Input
          id={idOf('source')}
          value={content.source}
          maxLength={500}
          onChange={({ target }) => change({ source: target.value })}
        />
      </FormRow>
      <div className="yw-form-buttons">
        <Button type="primary" htmlType="submit" loading={isSending}>
          {t('registry.event.record')}
        </Button>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
      </div>
    </form>
  )
}
