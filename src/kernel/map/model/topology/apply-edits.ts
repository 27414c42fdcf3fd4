import type { LayerEdit } from '../edits.ts'
import { draw, merge, redraw, refused, type Stepped } from './area-edits.ts'
import type { Coverage } from './coverage.ts'
import type { Fault } from './fault.ts'
import type { GridShape } from './grid.ts'
import { split } from './split.ts'
import { editVertices, type Numbered, type VertexEdit } from './vertex-edits.ts'

export type Naming = { code: string; name: string; name_en?: string | undefined }

/** What a layer lets an edit do with codes. */
export type CodeRules = {
  /** Codes come from elsewhere, as divisions' do: shapes may be drawn for those that have none, and no more. */
  fixed: boolean
  /** Codes of the layer, those without a shape and those that have ended too. */
  known: ReadonlySet<string>
  /** Those that have no shape yet, for which one may be drawn. */
  shapeless: ReadonlySet<string>
  /** Whether a new code is formed as the layer's codes are. */
  fits: (code: string) => boolean
}

export type Edited = {
  shapes: Coverage
  /** Codes whose shape or name is other than before. */
  changed: string[]
  removed: string[]
  named: Map<string, Naming>
  /** The steps by kind, each with the codes it was about. */
  what: { kind: string; codes: string[] }[]
  faults: Fault[]
}

/** Faults that may come of an earlier edit having been refused: they tell nothing beside that one. */
const consequences: readonly Fault['code'][] = [
  'unknown_vertex',
  'unknown_edge',
  'unknown_code',
  'code_taken',
]

/**
 * Applies edits one after the other; points that are moved, put in and taken out in a row count as one step. All
 * faults are listed, and where there is one nothing is to be kept of it.
 */
export function applyEdits(before: Coverage, edits: readonly LayerEdit[], rules: CodeRules): Edited {
  const shapes = new Map(before)
  const named = new Map<string, Naming>()
  const faults: Fault[] = []
  const what: Edited['what'] = edits.map(({ kind }) => ({ kind, codes: [] }))
  for (const step of stepsOf(edits)) {
    const done = step.vertices
      ? withoutRemoved(editVertices(shapes, step.vertices))
      : applyArea(shapes, step.area, rules, named)
    const known = faults.length > 0
    faults.push(...done.faults.filter(({ code }) => !known || !consequences.includes(code)))
    if (done.faults.length > 0) continue
    for (const code of done.removed) shapes.delete(code)
    for (const [code, shape] of done.changed) shapes.set(code, shape)
    describe(step, done, what)
  }
  const changed = [...shapes].filter(([code, shape]) => before.get(code) !== shape || named.has(code))
  const removed = [...before.keys()].filter((code) => !shapes.has(code))
  return { shapes, changed: changed.map(([code]) => code), removed, named, what, faults }
}

type AreaEdit = Exclude<LayerEdit, VertexEdit>
type Step =
  | { vertices: Numbered<VertexEdit>[]; area?: never }
  | { area: Numbered<AreaEdit>; vertices?: never }

function isVertexEdit(edit: LayerEdit): edit is VertexEdit {
  return edit.kind === 'move_vertex' || edit.kind === 'insert_vertex' || edit.kind === 'remove_vertex'
}

function stepsOf(edits: readonly LayerEdit[]): Step[] {
  const steps: Step[] = []
  edits.forEach((edit, index) => {
    if (!isVertexEdit(edit)) {
      steps.push({ area: { edit, index } })
      return
    }
    const last = steps.at(-1)
    if (last?.vertices) last.vertices.push({ edit, index })
    else steps.push({ vertices: [{ edit, index }] })
  })
  return steps
}

type Done = Stepped & { touched?: Map<number, string[]> }

function withoutRemoved(done: Omit<Done, 'removed'>): Done {
  return { ...done, removed: [] }
}

function describe(step: Step, done: Done, what: Edited['what']): void {
  if (step.area) {
    const own = what[step.area.index]
    if (own) own.codes = [...new Set([...done.changed.keys(), ...done.removed])].sort()
  }
  for (const [index, codes] of done.touched ?? []) {
    const own = what[index]
    if (own) own.codes = codes.sort()
  }
}

function applyArea(
  shapes: Map<string, GridShape>,
  { edit, index }: Numbered<AreaEdit>,
  rules: CodeRules,
  named: Map<string, Naming>,
): Stepped {
  const wrong = codeFault(shapes, edit, rules, named)
  if (wrong) return refused({ ...wrong, index, at: null })
  const done = perform(shapes, edit, index)
  if (done.faults.length === 0) for (const naming of namingsOf(edit)) named.set(naming.code, naming)
  return done
}

function perform(shapes: Coverage, edit: AreaEdit, index: number): Stepped {
  switch (edit.kind) {
    case 'split':
      return split(shapes, edit, index)
    case 'merge':
      return merge(shapes, edit, index)
    case 'draw':
      return draw(shapes, edit, index)
    case 'redraw':
      return redraw(shapes, edit, index)
  }
}

function namingsOf(edit: AreaEdit): readonly Naming[] {
  if (edit.kind === 'split') return edit.parts
  if (edit.kind === 'merge') return [edit.into]
  return edit.kind === 'draw' ? [edit] : []
}

function codeFault(
  shapes: Coverage,
  edit: AreaEdit,
  { fixed, known, shapeless, fits }: CodeRules,
  named: ReadonlyMap<string, Naming>,
): Pick<Fault, 'code' | 'codes'> | null {
  if (fixed && (edit.kind === 'split' || edit.kind === 'merge')) return { code: 'codes_fixed', codes: [] }
  const used = edit.kind === 'merge' ? edit.codes : [edit.code]
  const missing = edit.kind === 'draw' ? [] : used.filter((code) => !shapes.has(code))
  if (missing.length > 0) return { code: 'unknown_code', codes: missing }
  if (edit.kind === 'redraw') return null
  if (edit.kind === 'draw') {
    if (shapes.has(edit.code)) return { code: 'has_shape', codes: [edit.code] }
    if (shapeless.has(edit.code)) return null
    if (fixed) return { code: 'unknown_code', codes: [edit.code] }
  }
  const codes = namingsOf(edit).map(({ code }) => code)
  const own = edit.kind === 'draw' ? [] : used
  const taken = codes.filter(
    (code, at) => codes.indexOf(code) !== at || (!own.includes(code) && (known.has(code) || named.has(code))),
  )
  if (taken.length > 0) return { code: 'code_taken', codes: taken }
  const odd = codes.filter((code) => !known.has(code) && !fits(code))
  return odd.length > 0 ? { code: 'code_pattern', codes: odd } : null
}
