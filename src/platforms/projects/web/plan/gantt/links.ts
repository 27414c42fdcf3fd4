import type { LinkKind } from '../../../model/plan/plan.ts'

export type Box = { readonly left: number; readonly right: number; readonly row: number }

const stub = 8

/** An arrow from one bar to another, in straight lines: out of the end that counts, into the end that waits. */
export function arrowPath(kind: LinkKind, from: Box, to: Box, rowHeight: number): string {
  const fromEnd = kind === 'finish_to_start' || kind === 'finish_to_finish'
  const toStart = kind === 'finish_to_start' || kind === 'start_to_start'
  const [x1, x2] = [fromEnd ? from.right : from.left, toStart ? to.left : to.right]
  const y1 = (from.row + 0.5) * rowHeight
  const y2 = (to.row + 0.5) * rowHeight
  const out = x1 + (fromEnd ? stub : -stub)
  const into = x2 + (toStart ? -stub : stub)
  if (fromEnd === toStart) {
    const room = toStart ? out <= into + stub : out >= into - stub
    if (room) return `M${x1} ${y1}H${out}V${y2}H${x2}`
    const between = y1 + (Math.sign(to.row - from.row) || 1) * (rowHeight / 2)
    return `M${x1} ${y1}H${out}V${between}H${into}V${y2}H${x2}`
  }
  const turn = toStart ? Math.min(out, into) : Math.max(out, into)
  return `M${x1} ${y1}H${turn}V${y2}H${x2}`
}

/** The head of the arrow, its point at the bar. */
export function arrowHead(kind: LinkKind, to: Box, rowHeight: number): string {
  const toStart = kind === 'finish_to_start' || kind === 'start_to_start'
  const x = toStart ? to.left : to.right
  const y = (to.row + 0.5) * rowHeight
  const back = toStart ? -5 : 5
  return `M${x} ${y}l${back} -3.5v7z`
}
