import {
  type MilestoneStep,
  type Phase,
  type ProcedureStep,
  type StepLink,
} from '../../model/procedures/template.ts'

export const boxWidth = 156
export const boxHeight = 56
const gapX = 44
const gapY = 14
const laneHead = 26

/** Rows of the graph: three phases, building, and acceptance after it. */
export const bands = [
  'initiation',
  'works_permission',
  'construction_permission',
  'building',
  'acceptance',
] as const satisfies (Phase | 'building')[]
export type Band = (typeof bands)[number]

export type Box = {
  code: string
  step: ProcedureStep | MilestoneStep
  band: Band
  /** How many steps come before it at least. */
  rank: number
  x: number
  y: number
}
export type Edge = { from: Box; to: Box; link: StepLink }
export type Graph = {
  boxes: Box[]
  edges: Edge[]
  lanes: { band: Band; y: number; height: number }[]
  width: number
  height: number
}

type Steps = { procedures: readonly ProcedureStep[]; milestones: readonly MilestoneStep[] }

/**
 * Places the steps in layers from left to right by what comes before what, in a row for each phase. Links that lead
 * nowhere or in a circle, as a draft may have them, leave their step where the rest puts it.
 */
export function layOut({ procedures, milestones }: Steps): Graph {
  const steps = [
    ...procedures.map((step) => ({ step, band: step.phase as Phase | 'building' })),
    ...milestones.map((step) => ({ step, band: 'building' as const })),
  ]
  const ranks = ranksOf(steps.map(({ step }) => step))
  const lanes: Graph['lanes'] = []
  const boxes: Box[] = []
  let top = 0
  for (const band of bands) {
    const own = steps.filter((one) => one.band === band)
    if (own.length === 0) continue
    const byRank = Map.groupBy(own, ({ step }) => ranks.get(step.code) ?? 0)
    const deepest = Math.max(...[...byRank.values()].map((column) => column.length))
    for (const [rank, column] of byRank)
      column.forEach(({ step }, index) => {
        boxes.push({
          code: step.code,
          step,
          band,
          rank,
          x: gapX + rank * (boxWidth + gapX),
          y: top + laneHead + index * (boxHeight + gapY),
        })
      })
    const height = laneHead + deepest * (boxHeight + gapY)
    lanes.push({ band, y: top, height })
    top += height
  }
  const byCode = new Map(boxes.map((box) => [box.code, box]))
  const edges = boxes.flatMap((to) =>
    to.step.after.flatMap((link): Edge[] => {
      const from = byCode.get(link.code)
      return from ? [{ from, to, link }] : []
    }),
  )
  const width = gapX + Math.max(0, ...boxes.map(({ x }) => x + boxWidth))
  return { boxes, edges, lanes, width, height: top }
}

function ranksOf(steps: readonly { code: string; after: readonly StepLink[] }[]): Map<string, number> {
  const after = new Map(steps.map((step) => [step.code, step.after]))
  const ranks = new Map<string, number>()
  const rankOf = (code: string, path: ReadonlySet<string>): number => {
    const known = ranks.get(code)
    if (known !== undefined) return known
    const inner = new Set([...path, code])
    const before = (after.get(code) ?? []).filter((link) => after.has(link.code) && !inner.has(link.code))
    const rank = Math.max(-1, ...before.map((link) => rankOf(link.code, inner))) + 1
    ranks.set(code, rank)
    return rank
  }
  for (const { code } of steps) rankOf(code, new Set())
  return ranks
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

/** Where the keys lead: left to what comes before, right to what comes after, up and down within the layer. */
export function nextBox({ boxes, edges }: Graph, code: string, key: Direction): Box | undefined {
  const here = boxes.find((box) => box.code === code)
  if (!here) return boxes[0]
  const near = (found: Box[]) =>
    found.toSorted((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y) || a.x - b.x)[0]
  switch (key) {
    case 'ArrowLeft':
      return near(edges.filter(({ to }) => to === here).map(({ from }) => from))
    case 'ArrowRight':
      return near(edges.filter(({ from }) => from === here).map(({ to }) => to))
    case 'ArrowUp':
      return boxes.filter(({ rank, y }) => rank === here.rank && y < here.y).toSorted((a, b) => b.y - a.y)[0]
    case 'ArrowDown':
      return boxes.filter(({ rank, y }) => rank === here.rank && y > here.y).toSorted((a, b) => a.y - b.y)[0]
  }
}
