import type { ReactNode } from 'react'
import { useT } from '../locale.ts'

export type AnswerRow = { label: string; answer: ReactNode; onChange?: (() => void) | undefined }

/** What was answered, question by question, with the way back to each. */
export function Answers({ rows }: { rows: readonly AnswerRow[] }) {
  const t = useT()
  return (
    <dl className="plain-answers">
      {rows.map(({ label, answer, onChange }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{answer}</dd>
          {onChange && (
            <dd className="plain-answers-change">
              <button type="button" className="plain-link" onClick={onChange}>
                {t('ui.plain.change')}
                <span className="yw-visually-hidden"> {label}</span>
              </button>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
