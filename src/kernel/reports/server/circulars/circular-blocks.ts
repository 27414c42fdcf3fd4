import { translate } from '#kernel/i18n/model'
import { basisPoints } from '#kernel/ledgers/model'
import type { Block } from '../../model/paper.ts'

/* What the documents of circulars are put together from. They are in Chinese, whoever has them made. */

type Table = Extract<Block, { kind: 'table' }>
type Share = { readonly n: number; readonly of: number } | undefined

export const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

/** A table, or a sentence where it would have no row. */
export function tableOrNone(heads: Table['heads'], rows: Table['rows']): Block {
  return rows.length === 0
    ? paragraph(translate('zh-CN', 'circulars.doc.none'))
    : { kind: 'table', heads, rows }
}

/** @example percentText(9950) // '99.50%' */
export const percentText = (points: number): string => `${(points / 100).toFixed(2)}%`

export const shareCell = (share: Share): string =>
  share === undefined || share.of === 0
    ? '—'
    : `${percentText(basisPoints(share.n, share.of) ?? 0)}\n${share.n}/${share.of}`

export const signed = (change: number, digits = 0): string =>
  `${change > 0 ? '+' : ''}${change.toFixed(digits)}`

/** By how many points a share moved; a dash where one of them has no case. */
export function pointsMoved(now: Share, then: Share): string {
  const [rate, before] = [now, then].map((share) => (share ? basisPoints(share.n, share.of) : null))
  if (typeof rate !== 'number' || typeof before !== 'number') return '—'
  return translate('zh-CN', 'circulars.points', { change: signed((rate - before) / 100, 2) })
}
