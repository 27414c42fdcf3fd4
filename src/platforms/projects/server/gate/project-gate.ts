import type { EntryState, Json } from '#kernel/ledgers/model'
import type { z } from 'zod'
import type { ExaminationAnswer, ProjectGateAnswer } from '../../model/gate/answers.ts'
import {
  type Examination,
  examine,
  type Finding,
  findingResults,
  gateFactsOf,
  overriddenIn,
  stops,
} from '../../model/gate/examine.ts'
import { type GateFact, gateFacts, type GateVersion } from '../../model/gate/rules.ts'
import type { GateRouteDeps } from './gate-routes.ts'

const text = (value: Json | undefined) => (typeof value === 'string' ? value : '')

export function presentExamination(
  version: number,
  { verdict, findings, standing }: Examination,
): z.input<typeof ExaminationAnswer> {
  return {
    version,
    verdict,
    findings: findings.map(({ facts, missing, rows, ...finding }) => ({
      ...finding,
      facts: facts as Record<string, Json>,
      missing: [...missing],
      rows: [...rows],
    })),
    standing: standing.map(({ rule }) => rule.id),
  }
}

/** What was decided of the project, out of its log and the version that it names; and what would be decided now. */
export async function projectGate(
  { gate, engine, accountNames }: GateRouteDeps,
  { values, divisionCode }: EntryState,
): Promise<z.input<typeof ProjectGateAnswer>> {
  const table = gate.at(engine.clock.now().toISOString())
  const version = typeof values['gateVersion'] === 'number' ? gate.get(values['gateVersion']) : undefined
  const by = values['overriddenBy']
  const names = typeof by === 'number' ? await accountNames([by]) : undefined
  const facts = gateFactsOf(values, divisionCode)
  return {
    state: typeof values['gate'] === 'string' ? values['gate'] : null,
    decided: version ? asDecided(version, values['gateFindings'], values['gate'] === 'overridden') : null,
    override:
      typeof by === 'number'
        ? {
            by: names?.get(by) ?? '',
            reason: text(values['overrideReason']),
            on: text(values['overriddenOn']),
          }
        : null,
    now: table ? presentExamination(table.version, examine(table, facts, overriddenIn(values))) : null,
  }
}

/** The findings as they were logged, under the rules of their version. */
function asDecided(
  { version, content, since }: GateVersion,
  logged: Json | undefined,
  overridden: boolean,
): z.input<typeof ExaminationAnswer> {
  const results = new Map(
    (Array.isArray(logged) ? logged : []).flatMap((item) =>
      item && typeof item === 'object' && !Array.isArray(item) && typeof item['rule'] === 'string'
        ? [[item['rule'], item] as const]
        : [],
    ),
  )
  const findings = content.rules.flatMap((rule, index): Finding[] => {
    const found = results.get(rule.id)
    const result = findingResults.find((one) => one === found?.['result'])
    if (!found || !result) return []
    const facts =
      typeof found['facts'] === 'string' ? (JSON.parse(found['facts']) as Record<string, Json>) : {}
    const asked = rule.conditions.map(({ fact }) => fact)
    return [
      {
        rule,
        number: index + 1,
        since: since[rule.id] ?? 0,
        result,
        facts,
        missing:
          result === 'undecided'
            ? (Object.keys(gateFacts) as GateFact[]).filter(
                (name) => asked.includes(name) && !(name in facts),
              )
            : [],
        rows: [],
      },
    ]
  })
  const stopping = findings.filter(stops)
  return presentExamination(version, {
    verdict: overridden ? 'overridden' : 'passed',
    findings,
    stopping,
    standing: [],
  })
}
