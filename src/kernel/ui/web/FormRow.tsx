import type { ReactNode } from 'react'
import './split-page.css'
import { useT } from './locale.ts'

type FormRowProps = {
  /** Of the control: the label and the error summary lead to it. */
  id: string
  label: string
  hint?: ReactNode
  optional?: boolean
  problem?: string | undefined
  children: ReactNode
}

/** One field of a form: the label above, what is wrong beside it. */
export function FormRow({ id, label, hint, optional = false, problem, children }: FormRowProps) {
  const t = useT()
  return (
    <div className="yw-form-row">
      <label htmlFor={id}>
        {label}
        {optional && <span className="yw-form-optional">{t('ui.form.optional')}</span>}
      </label>
      {hint !== undefined && <p className="yw-form-hint">{hint}</p>}
      {children}
      {problem !== undefined && <p className="yw-form-problem">{problem}</p>}
    </div>
  )
}
