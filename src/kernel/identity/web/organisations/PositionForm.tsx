import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Organisation, Role } from '#kernel/orgs/model'
import { type FormProblem, useClientKey, useLocalText, useProblems, useT } from '#kernel/ui/web'
import '../messages.ts'
import { rolesQuery, useKeeping } from '../queries.ts'
import { type PositionContent, PositionFields } from './PositionFields.tsx'

type PositionFormProps = { organisation: Organisation; onClose: () => void }

const administrators = new Set(['system_admin', 'security_admin', 'auditor'])

function bodyOf(content: PositionContent, role: Role, organisation: Organisation, suggestion: string) {
  const { title, divisions, ledgers, sensitivity } = content
  const isAdministrator = administrators.has(role.id)
  return {
    code: content.code || suggestion,
    organisationId: organisation.id,
    title: {
      'zh-CN': title['zh-CN'].trim() || role.title['zh-CN'],
      en: title.en.trim() || role.title.en,
    },
    role: role.id,
    divisions,
    // The three administrators see no business.
    ledgers: isAdministrator ? [] : content.scope === 'all' ? null : ledgers,
    sensitivity: isAdministrator ? 0 : sensitivity,
  }
}

/** Makes a position: a role in the organisation, over divisions and ledgers. */
export function PositionForm({ organisation, onClose }: PositionFormProps) {
  const t = useT()
  const text = useLocalText()
  const [content, setContent] = useState<PositionContent>({
    role: null,
    title: { 'zh-CN': '', en: '' },
    divisions: [organisation.divisionCode],
    scope: 'all',
    ledgers: [],
    sensitivity: 1,
    code: '',
  })
  const { data: roles } = useQuery(rolesQuery)
  const keeping = useKeeping()
  const { keyFor } = useClientKey()
  const found = useProblems()
  const role = roles?.find(({ id }) => id === content.role)
  const suggestion = content.role === null ? '' : `${organisation.code}-${content.role.replaceAll('_', '-')}`
  const missing = (): FormProblem[] => {
    const say = (field: string) => ({ field, text: t(`identity.screen.position.${field}.missing`) })
    return [
      ...(content.role === null ? [say('role')] : []),
      ...(content.divisions.length === 0 ? [say('divisions')] : []),
      ...(content.scope === 'some' && content.ledgers.length === 0 ? [say('chosen')] : []),
    ]
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!found.check(missing()) || !role) return
    const body = bodyOf(content, role, organisation, suggestion)
    keeping.mutate(
      { method: 'post', path: '/api/positions', body, options: { clientKey: keyFor(body) } },
      { onSuccess: onClose, onError: (error) => void found.refuse(error) },
    )
  }
  return (
    <Modal open footer={null} onCancel={onClose} title={t('identity.screen.position.create')}>
      <form className="yw-form" onSubmit={submit} noValidate>
        <PositionFields
          content={content}
          roles={(roles ?? []).map(({ id, title, rights }) => ({ id, title: text(title), rights }))}
          isAdministrator={role !== undefined && administrators.has(role.id)}
          roleTitle={role?.title}
          suggestion={suggestion}
          found={found}
          onChange={(change) => setContent({ ...content, ...change })}
        />
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={keeping.isPending}>
            {t('identity.screen.position.create')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Modal>
  )
}
