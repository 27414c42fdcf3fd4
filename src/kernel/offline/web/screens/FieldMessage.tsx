import type { ReactNode } from 'react'

/** What stands where there is nothing to show: why, and what can be done. */
export function FieldMessage({
  title,
  text,
  children,
}: {
  title: string
  text?: string
  children?: ReactNode
}) {
  return (
    <div className="field-state">
      <h2>{title}</h2>
      {text !== undefined && <p>{text}</p>}
      {children}
    </div>
  )
}
