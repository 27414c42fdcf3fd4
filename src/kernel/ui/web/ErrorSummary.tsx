import { useEffect, useRef } from 'react'
import type { ApiError } from './api.ts'
import { useT } from './locale.ts'

export type FormProblem = { field: string; text: string }

type ErrorSummaryProps = {
  problems: readonly FormProblem[]
  /** What went wrong with the whole, not with one field. */
  general?: string | undefined
  /** The element id of a field, to jump to. */
  idOf: (field: string) => string
}

/** On top of a form after a refused submit: takes the focus, says what is wrong, leads to each field. */
export function ErrorSummary({ problems, general, idOf }: ErrorSummaryProps) {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const shown = problems.length > 0 || general !== undefined
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown, problems, general])
  if (!shown) return null
  return (
    <div className="yw-error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{problems.length > 0 ? t('ui.form.problems', { count: problems.length }) : general}</h2>
      {/* What is said of one field isn't said twice. */}
      {problems.length > 0 && !problems.some(({ text }) => text === general) && general !== undefined && (
        <p>{general}</p>
      )}
      <ul>
        {problems.map(({ field, text }) => (
          <li key={`${field}:${text}`}>
            <a
              href={`#${idOf(field)}`}
              onClick={(click) => {
                click.preventDefault()
                document.getElementById(idOf(field))?.focus()
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The fields of an error, without the part of the path that says where in the request they stood. */
export function problemsOf(error: ApiError, prefix = /^(body\.)?(fields\.|input\.)?/): FormProblem[] {
  return error.fields.map(({ path, detail }) => ({ field: path.replace(prefix, ''), text: detail }))
}
