import type { LinkKind } from '../../../model/plan/plan.ts'

export type Box = { readonly left: number; readonly right: number; readonly row: number }

export type Arrow = { readonly line: string; readonly head: string }

const stub = 8
/** From the middle of a row to the edge of its bar. */
const halfBar = 8

/** An arrow from one bar to another, in straight lines: out of the end that counts, into the end that waits. */
export function arrowOf(kind: LinkKind, from: Box, to: Box, rowHeight: number): Arrow {
  const y1 = (from.row + 0.5) * rowHeight - 1
  const y2 = (to.row + 0.5) * rowHeight - 1
  const down = Math.sign(y2 - y1) || 1
  const landing = to.left + Math.min(6, (to.right - to.left) / 2)
  // What may follow at once is come upon from above, or from below.
  if (kind === 'finish_to_start' && landing >= from.right - (to.right - to.left) / 2) {
    const x = Math.max(landing, from.right)
    const edge = y2 - down * halfBar
    return { line: `M${from.right} ${y1}H${x}V${edge}`, head: `M${x} ${edge}l-3.5 ${-5 * down}h7z` }
  }
  return { line: aroundPath(kind, from, to, { y1, y2, down, rowHeight }), head: headAt(kind, to, y2) }
}

type Heights = { y1: number; y2: number; down: number; rowHeight: number }

function aroundPath(kind: LinkKind, from: Box, to: Box, { y1, y2, down, rowHeight }: Heights): string {
  const fromEnd = kind === 'finish_to_start' || kind === 'finish_to_finish'
  const toStart = kind === 'finish_to_start' || kind === 'start_to_start'
  const [x1, x2] = [fromEnd ? from.right : from.left, toStart ? to.left : to.right]
  const out = x1 + (fromEnd ? stub : -stub)
  const into = x2 + (toStart ? -stub : stub)
  if (fromEnd === toStart) return `M${x1} ${y1}H${out}V${y1 + (down * rowHeight) / 2}H${into}V${y2}H${x2}`
  const turn = toStart ? Math.min(out, into) : Math.max(out, into)
  return `M${x1} ${y1}H${turn}V${y2}H${x2}`
}

function headAt(kind: LinkKind, to: Box, y: number): string {
  const toStart = kind === 'finish_to_start' || kind === 'start_to_start'
  return `M${toStart ? to.left : to.right} ${y}l${toStart ? -5 : 5} -3.5v7z`
}
