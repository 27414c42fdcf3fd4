import type { LedgerDefinition } from '../model/definition.ts'
import { slotNames } from '../model/slots.ts'
import { casesOf, type Measure, measures } from '../model/statistics.ts'
import { factsOf } from '../model/statistics-facts.ts'
import { statisticsTerms } from '../model/statistics-terms.ts'
import { wordOf } from '../model/words.ts'
import { type LoggedRow, toLogged } from './log-store.ts'

/** A row of statistics_case. */
export type CaseRow = {
  entry_id: string
  basis: string
  case_key: string
  ledger_id: number
  placed_at: string
  organisation_id: number
  task: string | null
  usual: boolean
  rule: string | null
  yes: number
  sensitivity: number
  division_code: string
} & Record<(typeof slotNames)[number], string | number | null>

const noSlots = Object.fromEntries(slotNames.map((name) => [name, null])) as Record<
  (typeof slotNames)[number],
  null
>

export function toBits(yes: readonly Measure[]): number {
  return yes.reduce((bits, measure) => bits | (1 << measures.indexOf(measure)), 0)
}

export function fromBits(bits: number): Measure[] {
  return measures.filter((_measure, index) => (bits & (1 << index)) !== 0)
}

type Entry = { id: string; ledgerId: number; definition: LedgerDefinition; log: readonly LoggedRow[] }

/** The rows that an entry's log makes: for the projection, and for comparing it with a replay. */
export function caseRows({ id, ledgerId, definition, log }: Entry): CaseRow[] {
  const logged = log.map((row) => ({ ...toLogged(row), word: wordOf(row.kind) }))
  const facts = factsOf(id, logged, definition)
  return casesOf(facts, statisticsTerms(definition)).map((one) => ({
    ...noSlots,
    ...facts.slots,
    entry_id: id,
    basis: one.basis,
    case_key: one.key,
    ledger_id: ledgerId,
    placed_at: one.placedAt,
    organisation_id: one.organisationId,
    task: one.task,
    usual: one.usual,
    rule: one.rule,
    yes: toBits(one.yes),
    sensitivity: facts.sensitivity,
    division_code: facts.divisionCode,
  }))
}
