import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { HouseholdEvent } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import { AppLink, asApiError, ErrorState, FormRow, Loading, useT } from '#kernel/ui/web'
import { EventForm } from './EventForm.tsx'
import { timeLineQuery, useVoidEvent } from './household-queries.ts'
import './households.css'
import './messages.ts'

/** What happened to a household, latest first, each with the day of it and the time of its recording. */
export function TimeLine({ householdId }: { householdId: string }) {
  const t = useT()
  const [recording, setRecording] = useState(false)
  const { data, error, refetch } = useQuery(timeLineQuery(householdId))
  return (
    <section>
      <h3>{t('registry.event.title')}</h3>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={3} />}
      {data?.closedOn && <p role="status">{t('registry.event.closed', { on: data.closedOn })}</p>}
      {data?.can.record && (
        <Button className="yw-no-print" onClick={() => setRecording(true)}>
          {t('registry.event.record')}
        </Button>
      )}
      {recording && (
        <Modal open footer={null} title={t('registry.event.record')} onCancel={() => setRecording(false)}>
          <EventForm householdId={householdId} onClose={() => setRecording(false)} />
        </Modal>
      )}
      {data && (
        <ol className="household-line">
          {data.events.map((event) => (
            <Event
              key={`${event.id ?? ''}:${event.on}`}
              householdId={householdId}
              event={event}
              mayVoid={
                data.can.record && event.id !== null && event.recordedBy !== null && event.voided === null
              }
            />
          ))}
        </ol>
      )}
    </section>
  )
}

type EventProps = { householdId: string; event: HouseholdEvent; mayVoid: boolean }

function Event({ householdId, event, mayVoid }: EventProps) {
  const t = useT()
  const [voiding, setVoiding] = useState(false)
  const { kind, on, recordedAt, recordedBy, source, members, others, voided } = event
  const at = formatDate(recordedAt, true)
  return (
    <li data-voided={voided ? '' : undefined}>
      <p>
        <span className="yw-number">{on}</span> <strong>{t(`registry.event_kind.${kind}`)}</strong>
      </p>
      <ul>
        {members
          .filter(({ here }) => here)
          .map(({ personId, name, erased, relation }, index) => (
            <li key={personId ?? index}>
              {personId !== null && !erased ? (
                <AppLink to={`/registry/person/${personId}`}>{name}</AppLink>
              ) : (
                t(erased ? 'registry.erased_person' : 'registry.screen.unseen')
              )}{' '}
              {relation === null ? t('registry.event.leaves') : t(`registry.relation.${relation}`)}
            </li>
          ))}
      </ul>
      {others.map(({ id, label }) => (
        <p key={id}>
          {t('registry.event.other')} <AppLink to={`/registry/household/${id}`}>{label}</AppLink>
        </p>
      ))}
      <p className="yw-quiet">
        {recordedBy ? t('registry.event.by', { at, who: recordedBy.name }) : t('registry.event.read', { at })}
        {source !== '' && ` · ${source}`}
      </p>
      {voided && (
        <p className="yw-quiet">
          {t('registry.event.voided', {
            at: formatDate(voided.at, true),
            who: voided.by.name,
            reason: voided.reason,
          })}
        </p>
      )}
      {mayVoid && (
        <Button size="small" type="link" className="yw-no-print" onClick={() => setVoiding(true)}>
          {t('registry.event.void')}
        </Button>
      )}
      {voiding && (
        <VoidForm householdId={householdId} eventId={event.id ?? ''} onClose={() => setVoiding(false)} />
      )}
    </li>
  )
}

type VoidFormProps = { householdId: string; eventId: string; onClose: () => void }

function VoidForm({ householdId, eventId, onClose }: VoidFormProps) {
  const t = useT()
  const id = useId()
  const [reason, setReason] = useState('')
  const taking = useVoidEvent(householdId)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() !== '' && !taking.isPending) taking.mutate({ eventId, reason }, { onSuccess: onClose })
  }
  return (
    <Modal open footer={null} title={t('registry.event.void')} onCancel={onClose}>
      <form className="yw-form" onSubmit={submit} noValidate>
        <p>{t('registry.event.void.text')}</p>
        <FormRow
          id={id}
          label={t('registry.event.void.reason')}
          problem={taking.error ? asApiError(taking.error).detail : undefined}
        >
          <Input id={id} value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        </FormRow>
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={taking.isPending} disabled={reason.trim() === ''}>
            {t('registry.event.void')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Modal>
  )
}
