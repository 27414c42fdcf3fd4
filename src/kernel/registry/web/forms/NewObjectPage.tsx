import { App, Button } from 'antd'
import { useId } from 'react'
import { objectKinds } from '#kernel/registry/model'
import {
  FormRow,
  NoPermission,
  NotFoundPage,
  PageHeader,
  useGo,
  useRouteParam,
  useSession,
  useT,
} from '#kernel/ui/web'
import { DuplicateProposals } from '../duplicates/DuplicateProposals.tsx'
import type { RegistryKind } from '../registry-objects.ts'
import './forms.css'
import { FormHead } from './FormHead.tsx'
import { type MemberDraft, MembersInput } from './MembersInput.tsx'
import './messages.ts'
import '../messages.ts'
import { ObjectFields } from './ObjectFields.tsx'
import { fieldsOf } from './object-fields.ts'
import { useNewObject } from './use-object-form.ts'

/** Registers a person, household, enterprise or place. */
export function NewObjectPage() {
  const { session } = useSession()
  const named = useRouteParam('kind')
  const kind = objectKinds.find((one) => one === named)
  if (!kind) return <NotFoundPage />
  return session.rights.includes('registry.write') ? <NewObject key={kind} kind={kind} /> : <NoPermission />
}

function NewObject({ kind }: { kind: RegistryKind }) {
  const t = useT()
  const go = useGo()
  const id = useId()
  const { message } = App.useApp()
  const form = useNewObject(kind, (object) => {
    void message.success(t('registry.form.registered'))
    go(`/registry?kind=${kind}&open=${object.id}`, { replace: true })
  })
  const idOf = (field: string) => `${id}-${field}`
  const title = t(`registry.form.new.${kind}`)
  return (
    <>
      <PageHeader title={title} />
      <div className="registry-new">
        <form className="yw-form registry-form" onSubmit={form.submit} noValidate aria-label={title}>
          <FormHead {...form} idOf={idOf} />
          <ObjectFields
            fields={fieldsOf[kind]}
            values={form.content.values}
            idOf={idOf}
            problemOf={form.problemOf}
            onChange={form.setValue}
          />
          {kind === 'household' && (
            <FormRow
              id={idOf('members')}
              label={t('registry.screen.members')}
              optional
              problem={form.problemOf('members')}
            >
              <MembersInput
                id={idOf('members')}
                members={form.content.members}
                problemAt={(index) => form.problemOf(`members.${index}.personId`)}
                onChange={form.setMembers}
              />
            </FormRow>
          )}
          <div className="yw-form-buttons">
            <Button type="primary" htmlType="submit" loading={form.isSending}>
              {t('registry.form.register')}
            </Button>
            <Button onClick={() => go(`/registry?kind=${kind}`)}>{t('ui.cancel')}</Button>
          </div>
        </form>
        <DuplicateProposals
          kind={kind}
          values={{ ...form.content.values, headId: headOf(form.content.members) }}
        />
      </div>
    </>
  )
}

function headOf(members: readonly MemberDraft[]): string | null {
  return members.find(({ relation }) => relation === 'head')?.personId ?? null
}
