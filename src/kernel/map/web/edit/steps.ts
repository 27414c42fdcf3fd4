import type { LayerEdit } from '#kernel/map/model'
import type { Shapes } from './vertices.ts'

/** A fault of the geometry, where it is and what to show of it. */
export type PlacedFault = {
  path: string
  code: string
  detail: string
  at?: readonly [number, number] | undefined
  geometry?: { type: string; coordinates?: unknown } | undefined
}

/** One step, the shapes after it, and what is wrong with them; null until the server has said so. */
export type Step = { edit: LayerEdit; shapes: Shapes; faults: readonly PlacedFault[] | null }

/** What was done since the last save. Steps beyond `at` were undone and can be done again. */
export type Steps = { version: number; base: Shapes; steps: readonly Step[]; at: number }

export const begin = (version: number, base: Shapes): Steps => ({ version, base, steps: [], at: 0 })

export const shapesOf = ({ base, steps, at }: Steps): Shapes => steps[at - 1]?.shapes ?? base
export const editsOf = ({ steps, at }: Steps): LayerEdit[] => steps.slice(0, at).map(({ edit }) => edit)
export const faultsOf = ({ steps, at }: Steps): readonly PlacedFault[] => steps[at - 1]?.faults ?? []
export const isDirty = ({ at }: Steps): boolean => at > 0

/** Asked and answered, without a fault: only then may it be saved. */
export const isSound = ({ steps, at }: Steps): boolean => at > 0 && steps[at - 1]?.faults?.length === 0

/** What was undone before is given up. */
export function withStep(held: Steps, edit: LayerEdit, shapes: Shapes, faults: Step['faults']): Steps {
  const steps = [...held.steps.slice(0, held.at), { edit, shapes, faults }]
  return { ...held, steps, at: steps.length }
}

/** A vertex that is moved on by keys is one step from where it was to where it is. */
export function withVertexStep(held: Steps, edit: LayerEdit, shapes: Shapes, join: boolean): Steps {
  const last = held.steps[held.at - 1]?.edit
  const goesOn =
    join &&
    edit.kind === 'move_vertex' &&
    last?.kind === 'move_vertex' &&
    last.to[0] === edit.from[0] &&
    last.to[1] === edit.from[1]
  if (!goesOn) return withStep(held, edit, shapes, null)
  return withStep({ ...held, at: held.at - 1 }, { ...edit, from: last.from }, shapes, null)
}

export const undone = (held: Steps): Steps => ({ ...held, at: Math.max(held.at - 1, 0) })
export const redone = (held: Steps): Steps => ({ ...held, at: Math.min(held.at + 1, held.steps.length) })

/** What the server said of the first `count` steps; an answer about steps that are no longer there is dropped. */
export function answered(held: Steps, edits: readonly LayerEdit[], answer: Omit<Step, 'edit'>): Steps {
  const at = edits.length - 1
  if (edits.some((edit, index) => held.steps[index]?.edit !== edit)) return held
  return { ...held, steps: held.steps.map((step, index) => (index === at ? { ...step, ...answer } : step)) }
}
