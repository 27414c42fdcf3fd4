import type { ReactNode } from 'react'
import { useT } from '#kernel/ui/web'

type FieldRowProps = {
  /** Of the control, where it is one; a group of controls is named by the row itself. */
  id?: string | undefined
  labelId: string
  label: string
  required?: boolean | undefined
  help?: string | undefined
  problem?: string | undefined
  children: ReactNode
}

/** Label above, what is wrong, the control, help. */
export function FieldRow({ id, labelId, label, required = false, help, problem, children }: FieldRowProps) {
  const t = useT()
  const words = (
    <>
      {label}
      {!required && <span className="field-optional">{t('offline.screen.optional')}</span>}
    </>
  )
  return (
    <div className="field-row">
      {id === undefined ? (
        <div className="field-label" id={labelId}>
          {words}
        </div>
      ) : (
        <label id={labelId} htmlFor={id}>
          {words}
        </label>
      )}
      {problem !== undefined && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {children}
      {help !== undefined && <p className="field-help">{help}</p>}
    </div>
  )
}
