import type { CodeRules, Edited, Naming } from './apply-edits.ts'
import { settle } from './checks.ts'
import { around, boxOfAll, type Coverage, lay } from './coverage.ts'
import { proper, ringFaults } from './drawn.ts'
import type { Fault } from './fault.ts'
import type { GridShape } from './grid.ts'
import { Borders, snapped } from './snapping.ts'

export type Incoming = { naming: Naming; shape: GridShape; renamed: boolean }

/**
 * Takes many shapes over at once, in place of those with the same codes. They are drawn onto one another's borders, and
 * onto those that stay, where they come close; what then overlaps, or leaves a gap, is a fault.
 */
export function takeOver(before: Coverage, incoming: readonly Incoming[], rules: CodeRules): Edited {
  const faults = incoming.flatMap(({ naming, shape }, index): Fault[] => [
    ...ringFaults(shape).map((fault) => ({ ...fault, index, codes: [naming.code] })),
    ...codeFaults(before, naming.code, rules).map((code) => ({
      code,
      index,
      at: null,
      codes: [naming.code],
    })),
  ])
  const named = new Map(incoming.map(({ naming }) => [naming.code, naming]))
  const none: Edited = { shapes: before, changed: [], removed: [], named: new Map(), what: [], faults }
  if (faults.length > 0 || incoming.length === 0) return none
  const box = boxOfAll(incoming.map(({ shape }) => shape))
  const near = around(before, box, 100)
  const kept = new Map([...near].filter(([code]) => !named.has(code)))
  const borders = new Borders(
    kept.values(),
    incoming.map(({ shape }) => shape),
  )
  const taken = new Map(kept)
  for (const [index, { naming, shape }] of incoming.entries()) {
    const onto = shape.map((rings) => rings.map((ring) => snapped(ring, borders, true)))
    const wrong = ringFaults(onto)
    if (wrong.length > 0) faults.push(...wrong.map((fault) => ({ ...fault, index, codes: [naming.code] })))
    else taken.set(naming.code, proper(onto))
    borders.add(onto)
  }
  if (faults.length > 0) return none
  const settled = settle(lay(taken), lay(near), before, () => 0)
  const indexes = new Map(incoming.map(({ naming }, index) => [naming.code, index]))
  const indexOf = (codes: readonly string[]) => codes.flatMap((code) => indexes.get(code) ?? [])[0] ?? 0
  if (settled.faults.length > 0)
    return { ...none, faults: settled.faults.map((fault) => ({ ...fault, index: indexOf(fault.codes) })) }
  const renamed = incoming.flatMap(({ naming, renamed: other }) => (other ? [naming.code] : []))
  const changed = [...new Set([...settled.changed.keys(), ...renamed])]
  return {
    shapes: new Map([...before, ...settled.changed]),
    changed,
    removed: [],
    named: new Map([...named].filter(([code]) => changed.includes(code))),
    what: [{ kind: 'import', codes: changed }],
    faults: [],
  }
}

function codeFaults(
  before: Coverage,
  code: string,
  { fixed, known, shapeless, fits }: CodeRules,
): Fault['code'][] {
  if (before.has(code) || shapeless.has(code)) return []
  if (fixed) return ['unknown_code']
  if (known.has(code)) return ['code_taken']
  return fits(code) ? [] : ['code_pattern']
}
