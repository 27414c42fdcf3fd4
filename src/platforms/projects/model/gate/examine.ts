import { covers } from '#kernel/divisions/model'
import type { Json, Values } from '#kernel/ledgers/model'
import {
  bareCode,
  type CatalogueClass,
  type CatalogueRow,
  type Condition,
  type GateContent,
  type GateFact,
  gateFacts,
  type GateRule,
  type GateVersion,
} from './rules.ts'

export type GateFactValues = Partial<Record<GateFact, Json>>

/**
 * What a rule comes to for a project. `undecided`: a fact that it asks for isn't known; `not_compared`: the class of
 * the catalogue that it asks has no rows.
 */
export const findingResults = ['passed', 'hit', 'undecided', 'not_compared'] as const
export type FindingResult = (typeof findingResults)[number]

export type Finding = {
  readonly rule: GateRule
  readonly number: number
  /** The version since which the rule stands as it does. */
  readonly since: number
  readonly result: FindingResult
  /** The facts that decided it, by name. */
  readonly facts: GateFactValues
  readonly missing: readonly GateFact[]
  /** The rows of the catalogue that the project's industry falls under. */
  readonly rows: readonly CatalogueRow[]
}

/** A rule that a leader let a project pass in spite of, in the wording and with the result that was seen. */
export type Overridden = { readonly rule: string; readonly since: number; readonly result: FindingResult }

export const gateVerdicts = ['passed', 'overridden', 'refused', 'undecided'] as const
export type GateVerdict = (typeof gateVerdicts)[number]

/** Of a project's record: what the gate decided, or that nobody asked it. */
export const gateStates = ['passed', 'overridden', 'not_checked'] as const

const isKnown = (value: Json | undefined): value is Json => value !== undefined && value !== null

export function gateFactsOf(values: Values, divisionCode: string): GateFactValues {
  const facts: GateFactValues = { divisionCode }
  for (const name of Object.keys(gateFacts) as GateFact[]) {
    const value = name === 'divisionCode' ? divisionCode : values[name]
    if (isKnown(value)) facts[name] = value
  }
  return facts
}

type Answer = { holds: boolean | 'unknown' | 'no_rows'; rows?: CatalogueRow[] }

function ask(condition: Condition, facts: GateFactValues, content: GateContent): Answer {
  const value = facts[condition.fact]
  if (condition.op === 'in_catalogue') return askCatalogue(condition.value, value, content)
  if (!isKnown(value)) return { holds: 'unknown' }
  switch (condition.op) {
    case 'one_of':
      return { holds: (condition.value as readonly Json[]).includes(value) }
    case 'below':
      return { holds: Number(value) < condition.value }
    case 'at_least':
      return { holds: Number(value) >= condition.value }
    case 'is':
      return { holds: value === condition.value }
    case 'lies_in':
      return { holds: typeof value === 'string' && covers([condition.value], value) }
  }
}

/** An industry falls under each row whose code begins its own; one that is coarser than a row can't be told. */
function askCatalogue(wanted: CatalogueClass, value: Json | undefined, { catalogue }: GateContent): Answer {
  const rows = catalogue.filter((row) => row.class === wanted)
  if (rows.length === 0) return { holds: 'no_rows' }
  if (typeof value !== 'string') return { holds: 'unknown' }
  const own = bareCode(value)
  const hit = rows.filter(({ code }) => own.startsWith(bareCode(code)))
  if (hit.length > 0) return { holds: true, rows: hit }
  return { holds: rows.some(({ code }) => bareCode(code).startsWith(own)) ? 'unknown' : false }
}

/** One rule against what is known: a condition that fails settles it, whatever else isn't known. */
function find(
  rule: GateRule,
  facts: GateFactValues,
  content: GateContent,
): Omit<Finding, 'number' | 'since'> {
  const answers = rule.conditions.map((condition) => ({ condition, ...ask(condition, facts, content) }))
  const used = answers.map(({ condition }) => condition.fact)
  const known = Object.fromEntries(
    used.flatMap((name) => (isKnown(facts[name]) ? [[name, facts[name]]] : [])),
  )
  const found = (result: FindingResult, missing: GateFact[] = []) => ({
    rule,
    result,
    facts: known,
    missing: [...new Set(missing)],
    rows: answers.flatMap(({ rows = [] }) => rows),
  })
  if (answers.some(({ holds }) => holds === false)) return found('passed')
  if (answers.some(({ holds }) => holds === 'no_rows')) return found('not_compared')
  const unknown = answers.filter(({ holds }) => holds === 'unknown')
  return unknown.length > 0
    ? found(
        'undecided',
        unknown.map(({ condition }) => condition.fact),
      )
    : found('hit')
}

export type Examination = {
  readonly verdict: GateVerdict
  readonly findings: readonly Finding[]
  /** Findings that would stop the project if nobody had overridden them. */
  readonly stopping: readonly Finding[]
  /** Those that stop it still. */
  readonly standing: readonly Finding[]
}

export const stops = ({ rule, result }: Finding): boolean =>
  rule.effect === 'refuse' && (result === 'hit' || result === 'undecided')

/**
 * A project before the gate (项目准入关). An override holds for the wording of the rule and the result that the
 * leader saw: what turned from unknown to hit, or was worded anew, stops again.
 */
export function examine(
  { content, since }: Pick<GateVersion, 'content' | 'since'>,
  facts: GateFactValues,
  overridden: readonly Overridden[] = [],
): Examination {
  const findings = content.rules.map((rule, index) => ({
    ...find(rule, facts, content),
    number: index + 1,
    since: since[rule.id] ?? 0,
  }))
  const stopping = findings.filter(stops)
  const standing = stopping.filter(
    (finding) =>
      !overridden.some(
        (one) => one.rule === finding.rule.id && one.since === finding.since && one.result === finding.result,
      ),
  )
  const verdict = standing.some(({ result }) => result === 'hit')
    ? 'refused'
    : standing.length > 0
      ? 'undecided'
      : stopping.length > 0
        ? 'overridden'
        : 'passed'
  return { verdict, findings, stopping, standing }
}

/** What a leader let pass, as the project's log holds it. */
export function overriddenIn(values: Values): Overridden[] {
  const list = values['gateOverrides']
  if (!Array.isArray(list)) return []
  return list.flatMap((item) => {
    if (!item || typeof item !== 'object' || Array.isArray(item)) return []
    const { rule, since, result } = item
    const known = findingResults.find((one) => one === result)
    return typeof rule === 'string' && typeof since === 'number' && known
      ? [{ rule, since, result: known }]
      : []
  })
}
