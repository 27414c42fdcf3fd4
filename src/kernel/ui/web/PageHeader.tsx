import { type ReactNode, useEffect } from 'react'
import { useT } from './locale.ts'

type PageHeaderProps = {
  title: string
  /** One line under the title. */
  text?: ReactNode
  actions?: ReactNode
}

/** The head of a page; it names the document too. */
export function PageHeader({ title, text, actions }: PageHeaderProps) {
  useDocumentTitle(title)
  return (
    <header className="yw-page-header">
      <div>
        <h1>{title}</h1>
        {text !== undefined && <p>{text}</p>}
      </div>
      {actions !== undefined && <div className="yw-page-header-actions">{actions}</div>}
    </header>
  )
}

export function useDocumentTitle(title: string): void {
  const t = useT()
  const product = t('ui.product')
  useEffect(() => {
    document.title = title === '' ? product : `${title} · ${product}`
  }, [title, product])
}
