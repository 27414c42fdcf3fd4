import { Button, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Organisation } from '#kernel/orgs/model'
import { type FormProblem, useClientKey, useProblems, useT } from '#kernel/ui/web'
import '../messages.ts'
import { useKeeping } from '../queries.ts'
import { type OrganisationContent, OrganisationFields } from './OrganisationFields.tsx'

type OrganisationFormProps = {
  /** The organisation to be changed, or the one below which a new one is made. */
  organisation?: Organisation
  above?: Organisation
  onClose: () => void
  onDone: (organisation: Organisation) => void
}

function startOf(
  organisation: Organisation | undefined,
  above: Organisation | undefined,
): OrganisationContent {
  const { code = '', name = '', nameEn = '', kind = 'bureau' } = organisation ?? {}
  return {
    code,
    name,
    nameEn,
    kind,
    parentId: organisation?.parentId ?? above?.id ?? null,
    divisionCode: organisation?.divisionCode ?? above?.divisionCode ?? null,
    from: null,
  }
}

/** A readable code, from where it belongs and what it is called in English. */
function suggestCode({ divisionCode, nameEn }: OrganisationContent): string {
  const slug = nameEn
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-')
  return `${divisionCode ?? ''}-${slug}`.slice(0, 60).replace(/-$/, '')
}

/** Makes an organisation, or renames one and places it elsewhere in the tree. */
export function OrganisationForm({ organisation, above, onClose, onDone }: OrganisationFormProps) {
  const t = useT()
  const [content, setContent] = useState(() => startOf(organisation, above))
  const keeping = useKeeping<Organisation>()
  const { keyFor } = useClientKey()
  const found = useProblems()
  const isNew = organisation === undefined
  const say = (field: string): FormProblem => ({
    field,
    text: t(`identity.screen.organisation.${field}.missing`),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { name, nameEn, kind, parentId, divisionCode, from } = content
    const missing = [
      ...(name.trim().length < 2 ? [say('name')] : []),
      ...(nameEn.trim().length < 2 ? [say('nameEn')] : []),
      ...(isNew && divisionCode === null ? [say('divisionCode')] : []),
    ]
    if (!found.check(missing)) return
    const answers = { onSuccess: onDone, onError: (error: unknown) => void found.refuse(error) }
    const shared = { name, nameEn, kind, parentId }
    if (organisation)
      return keeping.mutate(
        { method: 'put', path: `/api/organisations/${organisation.id}`, body: shared },
        answers,
      )
    const code = content.code || suggestCode(content)
    const body = { ...shared, code, divisionCode, ...(from === null ? {} : { from }) }
    const options = { clientKey: keyFor(body) }
    keeping.mutate({ method: 'post', path: '/api/organisations', body, options }, answers)
  }
  return (
    <Modal
      open
      footer={null}
      onCancel={onClose}
      title={t(isNew ? 'identity.screen.organisation.create' : 'identity.screen.organisation.change')}
    >
      <form className="yw-form" onSubmit={submit} noValidate>
        <OrganisationFields
          content={content}
          isNew={isNew}
          isTop={organisation?.parentId === null}
          suggestion={suggestCode(content)}
          found={found}
          onChange={(change) => setContent({ ...content, ...change })}
        />
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={keeping.isPending}>
            {t('identity.screen.save')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Modal>
  )
}
