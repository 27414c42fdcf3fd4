import { Button, Drawer } from 'antd'
import { type FormEvent, type ReactNode, useId } from 'react'
import { ErrorSummary, type useProblems, useT } from '#kernel/ui/web'

type EditDrawerProps = {
  title: string
  found: ReturnType<typeof useProblems>
  onApply: () => void
  onClose: () => void
  children: (id: string) => ReactNode
}

/** A form beside the catalogue: what it says goes into what is typed, and is kept with the draft. */
export function EditDrawer({ title, found, onApply, onClose, children }: EditDrawerProps) {
  const t = useT()
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onApply()
  }
  return (
    <Drawer open title={title} size="large" destroyOnHidden onClose={onClose}>
      <form className="yw-form catalogue-form" onSubmit={submit} noValidate>
        <ErrorSummary problems={found.problems} idOf={(field) => `${id}-${field}`} />
        {children(id)}
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit">
            {t('incidents.edit.apply')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Drawer>
  )
}
