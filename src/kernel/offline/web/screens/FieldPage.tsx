import { LeftOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { AppLink, useDocumentTitle, useT } from '#kernel/ui/web'
import './field.css'
import './messages.ts'

type FieldPageProps = {
  title: string
  /** What the window and the list of open pages may call it, where the title names a person. */
  windowTitle?: string
  /** Where the arrow leads; pages at the thumb have none. */
  back?: string
  action?: ReactNode
  children: ReactNode
}

/** A page of the field: its name, the way back, and what it holds, in one column. */
export function FieldPage({ title, windowTitle, back, action, children }: FieldPageProps) {
  const t = useT()
  useDocumentTitle(windowTitle ?? title)
  return (
    <div className="field-page">
      <header className="field-head">
        {back !== undefined && (
          <AppLink to={back} className="field-back" aria-label={t('offline.screen.back')}>
            <LeftOutlined aria-hidden="true" />
          </AppLink>
        )}
        <h1>{title}</h1>
        {action}
      </header>
      {children}
    </div>
  )
}
