import { App, Button, Input } from 'antd'
import { useId, useState } from 'react'
import { asApiError, FormRow, useT } from '#kernel/ui/web'
import { differenceOf } from '../../model/gate/difference.ts'
import type { GateContent } from '../../model/gate/rules.ts'
import { usePublish } from './queries.ts'

type PublishPartProps = {
  draft: GateContent
  current: GateContent
  revision: number
  /** There are changes that were not saved: what is published is what was saved. */
  held: boolean
}

/** What the saved draft would change, and its publishing with a reason. */
export function PublishPart({ draft, current, revision, held }: PublishPartProps) {
  const t = useT()
  const id = useId()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const publish = usePublish()
  const changes = differenceOf(current, draft)
  // Told even though this part is gone by then: what is published is no draft any more.
  const send = () =>
    void publish.mutateAsync({ revision, reason }).then(
      ({ version }) => void message.success(t('projects.gate.publish.done', { version })),
      (fault: unknown) => void message.error(asApiError(fault).detail),
    )
  return (
    <section>
      <h2>{t('projects.gate.difference')}</h2>
      {changes.length === 0 && <p className="project-quiet">{t('projects.gate.difference.none')}</p>}
      <ul className="yw-rows">
        {changes.map(({ what, change, name, parts }) => (
          <li key={`${what} ${change} ${name}`}>
            <span>{name}</span>
            <span>
              {t(`projects.gate.difference.${change}`, {
                parts: parts.map((part) => t(`projects.gate.part.${part}`)).join(t('projects.gate.or')),
              })}
            </span>
          </li>
        ))}
      </ul>
      {changes.length > 0 && (
        <>
          <FormRow id={id} label={t('projects.gate.reason')}>
            <Input.TextArea
              id={id}
              rows={2}
              maxLength={1000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
              style={{ maxWidth: 640 }}
            />
          </FormRow>
          <Button
            type="primary"
            disabled={held || reason.trim() === ''}
            loading={publish.isPending}
            onClick={send}
          >
            {t('projects.gate.publish')}
          </Button>
        </>
      )}
    </section>
  )
}
