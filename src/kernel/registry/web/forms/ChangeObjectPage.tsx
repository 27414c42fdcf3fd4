import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useId } from 'react'
import { objectKinds } from '#kernel/registry/model'
import {
  ErrorState,
  Loading,
  NoPermission,
  NotFoundPage,
  PageHeader,
  useGo,
  useRouteParam,
  useT,
} from '#kernel/ui/web'
import { objectQuery, type ObjectOf } from '../register.ts'
import type { RegistryKind } from '../registry-objects.ts'
import './forms.css'
import { FormHead } from './FormHead.tsx'
import './messages.ts'
import '../messages.ts'
import { ObjectFields } from './ObjectFields.tsx'
import { fieldsOf } from './object-fields.ts'
import { useChangedObject } from './use-object-form.ts'

/** Changes what the register holds of an object, for who may. */
export function ChangeObjectPage() {
  const named = useRouteParam('kind')
  const id = useRouteParam('id')
  const kind = objectKinds.find((one) => one === named)
  return kind ? <Loaded key={id} kind={kind} id={id} /> : <NotFoundPage />
}

function Loaded({ kind, id }: { kind: RegistryKind; id: string }) {
  const { data, error, refetch } = useQuery(objectQuery(kind, id))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={10} />
  return data.can.update ? <ChangeObject kind={kind} object={data} /> : <NoPermission />
}

function ChangeObject({ kind, object }: { kind: RegistryKind; object: ObjectOf[RegistryKind] }) {
  const t = useT()
  const go = useGo()
  const id = useId()
  const { message } = App.useApp()
  const back = `/registry?kind=${kind}&open=${object.id}`
  const form = useChangedObject(kind, object, () => {
    void message.success(t('registry.form.saved'))
    go(back, { replace: true })
  })
  const idOf = (field: string) => `${id}-${field}`
  const held = object as { idNumber?: string | null; phone?: string | null }
  const title = t(`registry.form.change.${kind}`)
  return (
    <>
      <PageHeader title={title} text={'name' in object ? object.name : object.headName} />
      <form className="yw-form registry-form" onSubmit={form.submit} noValidate aria-label={title}>
        <FormHead {...form} idOf={idOf} />
        <ObjectFields
          fields={fieldsOf[kind].filter(({ onlyNew }) => !onlyNew)}
          values={form.values}
          masked={{ idNumber: held.idNumber ?? null, phone: held.phone ?? null }}
          idOf={idOf}
          problemOf={form.problemOf}
          onChange={form.setValue}
        />
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={form.isSending}>
            {t('registry.form.save')}
          </Button>
          <Button onClick={() => go(back)}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </>
  )
}
