import type { Figure } from './figures.ts'
import { zhCN } from './messages.zh-CN.ts'
import type { Derived } from './measures.ts'

export const differenceReasons = [
  'pages_name_some',
  'stages_from_words',
  'amounts_unknown',
  'not_said_since',
  'plan_not_fact',
  'rounded',
  'bound',
  'nothing_known',
  'divisions_of_now',
] as const
export type DifferenceReason = (typeof differenceReasons)[number]

/** In which steps of ten a unit is counted, against the smallest of its kind: 分, one, a hundredth of a percent. */
const powers: Record<string, Partial<Record<Derived['kind'], number>>> = {
  [zhCN['projects.figure.unit.yi']]: { fen: 10 },
  [zhCN['projects.figure.unit.wan']]: { fen: 6 },
  [zhCN['projects.figure.unit.yuan']]: { fen: 2 },
  '%': { share: 2 },
  [zhCN['projects.figure.unit.procedures']]: { fraction: 4 },
}

/** A printed decimal in the unit of what was derived, exact; null where the unit is of another kind. */
export function reportedIn(
  kind: Derived['kind'],
  { value, unit }: Pick<Figure, 'value' | 'unit'>,
): number | null {
  const power = powers[unit]?.[kind] ?? (kind === 'count' && !(unit in powers) ? 0 : undefined)
  if (power === undefined) return null
  const [whole = '', part = ''] = value.split('.')
  if (part.length > power) return Number.NaN
  const exact = BigInt(whole + part.padEnd(power, '0'))
  return exact > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(exact)
}

export type Comparison = {
  kind: Derived['kind']
  reported: number | null
  derived: number | null
  /** Derived less reported. */
  difference: number | null
  reasons: DifferenceReason[]
}

/** Sets what was reported beside what the register derives, and says why they may differ. Neither is corrected. */
export function compare(figure: Figure, derived: Derived, ofDivisions: boolean): Comparison {
  const read = reportedIn(derived.kind, figure)
  const reported = read === null || Number.isNaN(read) ? null : read
  const difference = reported === null || derived.value === null ? null : derived.value - reported
  const reasons: DifferenceReason[] = []
  if (difference !== 0) {
    if (derived.value === null || derived.of === 0) reasons.push('nothing_known')
    if (ofDivisions) reasons.push('divisions_of_now')
    else if (derived.kind !== 'fraction')
      reasons.push(difference !== null && difference > 0 ? 'stages_from_words' : 'pages_name_some')
    if (derived.kind === 'fen' && derived.known < derived.of) reasons.push('amounts_unknown')
    if (derived.stale > 0) reasons.push('not_said_since')
    if (figure.kind === 'plan') reasons.push('plan_not_fact')
    if (roundings.includes(figure.qualifier)) reasons.push('rounded')
    if (bounds.includes(figure.qualifier)) reasons.push('bound')
  }
  return { kind: derived.kind, reported, derived: derived.value, difference, reasons }
}

const roundings: readonly string[] = [
  zhCN['projects.figure.qualifier.over'],
  zhCN['projects.figure.qualifier.near'],
  zhCN['projects.figure.qualifier.about'],
]
const bounds = ['\u2265', '>', '<']
