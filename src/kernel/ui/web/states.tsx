import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { asApiError } from './api.ts'
import { useT } from './locale.ts'

const slowMilliseconds = 8_000

type LoadingProps = {
  /** How many grey bars stand for what is coming. */
  lines?: number
  /** The way out of a long wait. */
  onCancel?: () => void
}

export function Loading({ lines = 4, onCancel }: LoadingProps) {
  const t = useT()
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="yw-loading" role="status" aria-live="polite">
      <span className={slow ? undefined : 'yw-visually-hidden'}>
        {t(slow ? 'ui.loading.slow' : 'ui.loading')}
      </span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="yw-loading-bar" style={{ width: `${[42, 88, 76, 64][line % 4]}%` }} />
      ))}
      {slow && onCancel && (
        <Button size="small" style={{ alignSelf: 'flex-start' }} onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      )}
    </div>
  )
}

type EmptyProps = {
  title?: ReactNode
  /** Why it is empty, or what to do about it. */
  text?: ReactNode
  action?: ReactNode
}

export function Empty({ title, text, action }: EmptyProps) {
  const t = useT()
  return (
    <div className="yw-state yw-empty">
      <svg
        width="40"
        height="40"
        viewBox="0 0 40 40"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        <path d="M8 13h24M8 20h24M8 27h24" strokeDasharray="2 4" strokeLinecap="round" />
        <rect x="3.5" y="5.5" width="33" height="29" rx="3" />
      </svg>
      <strong>{title ?? t('ui.empty')}</strong>
      {text !== undefined && <p>{text}</p>}
      {action}
    </div>
  )
}

type ErrorStateProps = { error: unknown; onRetry?: () => void }

/** Any error of the server in its own words, with the way to try again and the number to tell the administrator. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useT()
  const problem = asApiError(error)
  if (problem.status === 404) return <NotFoundPage />
  if (problem.status === 403) return <NoPermission />
  return (
    <div className="yw-state" role="alert">
      <h2>{problem.title || t('ui.error.title')}</h2>
      <p>{problem.detail}</p>
      {onRetry && (
        <Button type="primary" onClick={onRetry}>
          {t('ui.retry')}
        </Button>
      )}
      {problem.requestId && <p className="yw-small">{t('ui.error.request', { id: problem.requestId })}</p>}
    </div>
  )
}

/** What is not there and what is out of one's scope look the same. */
export function NotFoundPage() {
  const t = useT()
  return (
    <div className="yw-state">
      <h1>{t('ui.missing.title')}</h1>
      <p>{t('ui.missing.text')}</p>
      <div className="yw-state-actions">
        <Button href="/" type="primary">
          {t('ui.home')}
        </Button>
        <Button onClick={() => history.back()}>{t('ui.back')}</Button>
      </div>
    </div>
  )
}

export function NoPermission({ detail }: { detail?: string }) {
  const t = useT()
  return (
    <div className="yw-state">
      <h1>{t('ui.forbidden.title')}</h1>
      <p>{detail ?? t('ui.forbidden.text')}</p>
      <Button onClick={() => history.back()}>{t('ui.back')}</Button>
    </div>
  )
}
