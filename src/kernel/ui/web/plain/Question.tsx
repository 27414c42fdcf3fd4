import type { FormEvent, ReactNode } from 'react'
import { ErrorSummary, type FormProblem } from '../ErrorSummary.tsx'
import { useT } from '../locale.ts'
import { PlainPage } from './states.tsx'

type QuestionProps = {
  title: string
  problems: readonly FormProblem[]
  general?: string | undefined
  onSubmit: () => void
  back?: (() => void) | undefined
  /** What the button says; “Continue” unless told. */
  submit?: string
  busy?: boolean
  children: ReactNode
  /** Beside the button: ways on that are not the first choice. */
  other?: ReactNode
}

/** One question on a page of its own: what is wrong on top, the answer, and one button. */
export function Question({
  title,
  problems,
  general,
  onSubmit,
  back,
  submit,
  busy = false,
  children,
  other,
}: QuestionProps) {
  const t = useT()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) onSubmit()
  }
  return (
    <PlainPage title={title} back={back}>
      <ErrorSummary problems={problems} general={general} idOf={(field) => field} />
      <form onSubmit={send} noValidate>
        {children}
        <div className="plain-actions">
          <button type="submit" className="plain-button" aria-disabled={busy}>
            {busy ? t('ui.plain.busy') : (submit ?? t('ui.plain.continue'))}
          </button>
          {other}
        </div>
      </form>
    </PlainPage>
  )
}
