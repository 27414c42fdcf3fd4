import { type ReactNode, useEffect, useRef } from 'react'
import { asApiError } from '../api.ts'
import { useT } from '../locale.ts'
import { useDocumentTitle } from '../PageHeader.tsx'

type PlainPageProps = { title: string; back?: (() => void) | undefined; children: ReactNode }

/** A page of the portal: its heading names the document and takes the focus, so that a screen reader begins there. */
export function PlainPage({ title, back, children }: PlainPageProps) {
  const t = useT()
  const heading = useRef<HTMLHeadingElement>(null)
  useDocumentTitle(title)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [title])
  return (
    <article className="plain-page">
      {back !== undefined && (
        <button type="button" className="plain-back" onClick={back}>
          {t('ui.back')}
        </button>
      )}
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </article>
  )
}

export function PlainWaiting() {
  const t = useT()
  return (
    <p className="plain-waiting" role="status">
      {t('ui.loading')}
    </p>
  )
}

type PlainFailureProps = { error: unknown; onRetry?: (() => void) | undefined }

/** Any error of the server in its own words, and the way to try again. */
export function PlainFailure({ error, onRetry }: PlainFailureProps) {
  const t = useT()
  const problem = asApiError(error)
  return (
    <div className="plain-failure" role="alert">
      <h2>{problem.title || t('ui.error.title')}</h2>
      <p>{problem.detail}</p>
      {onRetry && (
        <button type="button" className="plain-button" onClick={onRetry}>
          {t('ui.retry')}
        </button>
      )}
    </div>
  )
}

export function PlainMissing() {
  const t = useT()
  return (
    <PlainPage title={t('ui.missing.title')}>
      <p>{t('ui.plain.missing')}</p>
      <a className="plain-button" href="/portal">
        {t('ui.home')}
      </a>
    </PlainPage>
  )
}
