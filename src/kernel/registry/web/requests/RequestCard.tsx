import { Button, Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import type { ChangeRequest } from '#kernel/registry/model'
import { formatDate } from '#kernel/ui/model'
import { AppLink, asApiError, useLocalText, useT } from '#kernel/ui/web'
import '../forms/messages.ts'
import { Unmaskable } from '../pages/Unmaskable.tsx'
import { useRegistryParts } from '../registry-parts.ts'
import { useFactLabel, useFactText } from './FactValue.tsx'
import './messages.ts'
import { useRequestStep } from './request-queries.ts'
import './requests.css'

type RequestCardProps = {
  request: ChangeRequest
  /** On the object's own page it isn't named again. */
  named?: boolean
}

/** One request: what should become what, on whose word, and how it was decided or can be. */
export function RequestCard({ request, named = true }: RequestCardProps) {
  const t = useT()
  const { Files } = useRegistryParts()
  const label = useFactLabel(request.kind)
  const { kind, objectId, field, state, files, askedBy, decision } = request
  return (
    <li className="change-request" data-state={state}>
      <p className="change-request-head">
        <span>
          {named && (
            <AppLink to={`/registry/${kind}/${objectId}`}>
              {request.label || t('registry.erased_person')}
            </AppLink>
          )}{' '}
          <strong>{label(field)}</strong>
        </span>
        <span className="change-request-state">{t(`registry.request.state.${state}`)}</span>
      </p>
      <Values request={request} />
      <p>{request.reason}</p>
      {files.length > 0 && <Files ids={files} />}
      <p className="yw-quiet">
        <Who somebody={askedBy} /> · {formatDate(request.askedAt, true)}
      </p>
      {decision && (
        <p className="yw-quiet">
          {t(`registry.request.state.${state}`)}: <Who somebody={decision.by} /> ·{' '}
          {formatDate(decision.at, true)} {decision.reason}
        </p>
      )}
      {request.can.decide && <Decide request={request} />}
      {request.can.withdraw && <Withdraw request={request} />}
    </li>
  )
}

function Who({ somebody: { name, organisation } }: { somebody: ChangeRequest['askedBy'] }) {
  const text = useLocalText()
  return [organisation && text(organisation), name].filter(Boolean).join(' · ')
}

function Values({ request }: { request: ChangeRequest }) {
  const t = useT()
  const text = useFactText(request.kind)
  const { id, field, old, value, current, stale, can } = request
  return (
    <dl className="change-request-values">
      <div>
        <dt>{t('registry.request.old')}</dt>
        <dd>{text(field, old)}</dd>
      </div>
      <div>
        <dt>{t('registry.request.value')}</dt>
        <dd>
          {(field === 'idNumber' || field === 'phone') && value !== null ? (
            <Unmaskable
              path={`/api/change-requests/${id}/unmask`}
              field={field}
              masked={value}
              mayUnmask={can.unmask}
            />
          ) : (
            text(field, value)
          )}
        </dd>
      </div>
      {stale && (
        <div data-stale>
          <dt>{t('registry.request.current')}</dt>
          <dd>{text(field, current)}</dd>
        </div>
      )}
    </dl>
  )
}

function Decide({ request }: { request: ChangeRequest }) {
  const t = useT()
  const id = useId()
  const { decide } = useRequestStep(request)
  const [refusing, setRefusing] = useState(false)
  const [reason, setReason] = useState('')
  const [seenVersion, setSeenVersion] = useState<number | null>(null)
  const { stale, version } = request
  // Looked at again is what stands there now: another change asks for another look.
  const again = seenVersion === version
  const send = (approve: boolean) => decide.mutate({ approve, reason, expectedVersion: version, again })
  return (
    <div className="change-request-decide yw-no-print">
      {stale && (
        <p role="status">
          {t('registry.request.stale')}{' '}
          <Checkbox
            checked={again}
            onChange={({ target }) => setSeenVersion(target.checked ? version : null)}
          >
            {t('registry.request.again')}
          </Checkbox>
        </p>
      )}
      {refusing && (
        <>
          <label htmlFor={id}>{t('registry.request.refusal')}</label>
          <Input id={id} value={reason} maxLength={1000} onChange={({ target }) => setReason(target.value)} />
        </>
      )}
      {decide.error && (
        <p role="alert" className="yw-form-problem">
          {asApiError(decide.error).detail}
        </p>
      )}
      <div className="yw-form-buttons">
        {!refusing && (
          <Button
            type="primary"
            loading={decide.isPending}
            disabled={stale && !again}
            onClick={() => send(true)}
          >
            {t('registry.request.approve')}
          </Button>
        )}
        <Button
          loading={refusing && decide.isPending}
          disabled={refusing && reason.trim() === ''}
          onClick={() => (refusing ? send(false) : setRefusing(true))}
        >
          {t('registry.request.refuse')}
        </Button>
        {refusing && <Button onClick={() => setRefusing(false)}>{t('ui.cancel')}</Button>}
      </div>
    </div>
  )
}

function Withdraw({ request }: { request: ChangeRequest }) {
  const t = useT()
  const { withdraw } = useRequestStep(request)
  return (
    <Button
      size="small"
      className="yw-no-print"
      loading={withdraw.isPending}
      onClick={() => withdraw.mutate()}
    >
      {t('registry.request.withdraw')}
    </Button>
  )
}
