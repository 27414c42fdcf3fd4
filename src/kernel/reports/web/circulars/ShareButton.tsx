import { basisPoints } from '#kernel/ledgers/model'
import type { CircularCase, OpenedCases } from './CasesDrawer.tsx'

type Share = { n: number; of: number } | undefined

export function shareText(share: Share): string {
  const points = share ? basisPoints(share.n, share.of) : null
  return !share || points === null ? '—' : `${(points / 100).toFixed(2)}% (${share.n}/${share.of})`
}

type Props = {
  name: string
  rows: readonly CircularCase[]
  /** What stands there: a share, or a text of its own. */
  share: Share | string
  open: (opened: OpenedCases) => void
}

/** A figure that opens its cases, where the reader may have them. */
export function ShareButton({ name, rows, share, open }: Props) {
  const text = typeof share === 'string' ? share : shareText(share)
  if (rows.length === 0) return <span className="yw-number">{text}</span>
  return (
    <button type="button" className="circular-figure yw-number" onClick={() => open({ name, rows })}>
      {text}
    </button>
  )
}
