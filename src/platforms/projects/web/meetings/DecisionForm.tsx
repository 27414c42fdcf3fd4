import { Button, Input } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import { StaffSelect } from '#kernel/identity/web'
import { OrganisationSelect, OrganisationsSelect } from '#kernel/orgs/web'
import { asApiError, useT } from '#kernel/ui/web'
import type { AgendaRow, DecisionRow, MeetingAnswer } from '../../model/meetings/meeting-view.ts'
import { readDueDate } from './due-date.ts'
import { useMeetingWork } from './queries.ts'

type Props = {
  meeting: MeetingAnswer
  item: AgendaRow | null
  /** The one that is completed; null: a new one. */
  decision: DecisionRow | null
  onDone: () => void
}

type Draft = {
  title: string
  lead: number | null
  responsible: number | null
  supporting: readonly number[]
  due: string
}

const empty: Draft = { title: '', lead: null, responsible: null, supporting: [], due: '' }

function draftOf(decision: DecisionRow | null): Draft {
  if (!decision) return empty
  return {
    title: decision.title,
    lead: decision.lead?.id ?? null,
    responsible: decision.responsible?.id ?? null,
    supporting: decision.supporting.map(({ id }) => id),
    due: decision.dueOn ?? '',
  }
}

/** What a decision on an item is about. */
function about(item: AgendaRow | null) {
  if (!item) return {}
  return {
    item: item.key,
    ...(item.subject === 'project' && item.entry ? { project: item.entry } : {}),
    ...(item.subject === 'problem' && item.entry ? { problem: item.entry } : {}),
  }
}

/** What is typed, and how it is sent. */
function useDecisionDraft({ meeting, item, decision, onDone }: Props) {
  const first = useRef<HTMLTextAreaElement>(null)
  const { decide, amend } = useMeetingWork(meeting.id)
  const [draft, setDraft] = useState(draftOf(decision))
  const dueOn = readDueDate(draft.due, meeting.today)
  const unread = draft.due.trim() !== '' && dueOn === null
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const { lead, responsible, supporting } = draft
    const title = draft.title.trim()
    if (title === '' || unread) return
    const body = { title, leadOrganisation: lead, responsible, supporting: [...supporting], dueOn }
    const onSuccess = () => {
      setDraft(empty)
      onDone()
      first.current?.focus()
    }
    if (decision) amend.mutate({ decision: decision.id, expectedSeq: decision.seq, ...body }, { onSuccess })
    else decide.mutate({ ...body, ...about(item) }, { onSuccess })
  }
  return {
    first,
    draft,
    set: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    dueOn,
    unread,
    submit,
    sending: decide.isPending || amend.isPending,
    fault: decide.error ?? amend.error,
  }
}

/** A line for a decision: what, who leads, who answers for it, by when. Enter records it and is ready for the next. */
export function DecisionForm(props: Props) {
  const t = useT()
  const { first, draft, set, dueOn, unread, submit, sending, fault } = useDecisionDraft(props)
  const { decision } = props
  const id = decision ? `room-amend-${decision.id}` : 'room-decision'
  return (
    <form className="decision-form" onSubmit={submit} aria-label={t('projects.decision.action.register')}>
      <Input.TextArea
        id={id}
        ref={(area) => {
          first.current = area?.resizableTextArea?.textArea ?? null
        }}
        aria-label={t('projects.decision.field.title')}
        placeholder={t('projects.decision.field.title')}
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={400}
        value={draft.title}
        onChange={({ target }) => set({ title: target.value.replaceAll('\n', '') })}
        onPressEnter={(press) => {
          press.preventDefault()
          submit()
        }}
      />
      <div className="decision-form-row">
        <OrganisationSelect
          label={t('projects.decision.field.leadOrganisation')}
          allowClear
          value={draft.lead}
          onChange={(lead) => set({ lead, responsible: null })}
        />
        <StaffSelect
          label={t('projects.decision.field.responsible')}
          placeholder={t('projects.decision.field.responsible')}
          organisationId={draft.lead}
          value={draft.responsible}
          onChange={(responsible) => set({ responsible })}
        />
        {/* With a suffix from the start: one that comes later makes the control anew, and the focus is lost. */}
        <Input
          aria-label={t('projects.decision.field.dueOn')}
          placeholder={t('projects.room.due_hint')}
          status={unread ? 'error' : ''}
          value={draft.due}
          onChange={({ target }) => set({ due: target.value })}
          suffix={<span className="yw-number">{dueOn !== draft.due && dueOn}</span>}
        />
      </div>
      <div className="decision-form-row">
        <OrganisationsSelect
          id={`${id}-supporting`}
          label={t('projects.decision.field.supporting')}
          value={draft.supporting}
          onChange={(supporting) => set({ supporting })}
        />
        <Button type="primary" htmlType="submit" loading={sending}>
          {t('projects.decision.action.register')}
        </Button>
      </div>
      {unread && <p role="alert">{t('projects.room.due_unread')}</p>}
      {fault && <p role="alert">{asApiError(fault).detail}</p>}
    </form>
  )
}
