import { AppError } from '#kernel/errors/model'
import { hasRight } from '#kernel/http/model'
import { type Locale, localText, translate } from '#kernel/i18n/model'
import { type Judged, systemAccountId, type Values } from '#kernel/ledgers/model'
import { shanghaiDate } from '#kernel/time/model'
import { isStage, stageRank } from '../stages.ts'
import { type Examination, examine, type Finding, gateFactsOf, overriddenIn } from './examine.ts'
import { factWords } from './words.ts'
import type { GateVersion } from './rules.ts'

/** The table in force at an instant (ISO 8601); none before the first was published. */
export type GateAt = (at: string) => GateVersion | undefined

const through = (stage: string): boolean => isStage(stage) && stageRank(stage) >= stageRank('signing')

/**
 * The gate as the project ledger asks it: when a project is signed or goes beyond, and when a leader overrides. What
 * it answers stands in the log with the version that it was decided by.
 * @throws AppError projects.gate_refused, projects.gate_undecided_all with an item per rule; projects.nothing_to_override
 */
export function judgeGate(gateAt: GateAt): (asked: Judged) => Values {
  return (asked) => {
    const table = gateAt(asked.effectiveAt)
    if (asked.action === 'override_gate') return override(asked, table)
    if (!through(asked.stage) || through(asked.before.stage) || !table) return {}
    if (isStatement(asked)) return { gate: 'not_checked', gateVersion: null, gateFindings: null }
    const found = examine(table, factsOf(asked), overriddenIn(asked.values))
    if (found.standing.length > 0) throw refused(found, asked.actor.locale)
    return record(table, found)
  }
}

/** What an office takes over from a source happened without us: it is told, not decided, and shows as unchecked. */
function isStatement({ actor, source }: Judged): boolean {
  return source !== undefined && (actor.accountId === systemAccountId || hasRight(actor, 'ledgers.import'))
}

const factsOf = ({ values, before }: Judged) => gateFactsOf(values, before.divisionCode)

function override(asked: Judged, table: GateVersion | undefined): Values {
  const found = table && examine(table, factsOf(asked))
  if (!found || found.stopping.length === 0)
    throw new AppError('projects.nothing_to_override', { status: 409 })
  const { reason } = asked.asks
  return {
    overrideReason: typeof reason === 'string' ? reason : '',
    overriddenBy: asked.actor.accountId,
    overriddenOn: shanghaiDate(new Date(asked.effectiveAt)),
    gateOverrides: found.stopping.map(({ rule, since, result }) => ({
      rule: rule.id,
      title: rule.title['zh-CN'],
      since,
      result,
    })),
    ...record(table, { ...found, verdict: 'overridden' }),
  }
}

function record({ version }: GateVersion, { verdict, findings }: Examination): Values {
  return {
    gate: verdict,
    gateVersion: version,
    gateFindings: findings.map(({ rule, result, facts }) => ({
      rule: rule.id,
      result,
      facts: JSON.stringify(facts),
    })),
  }
}

function refused({ verdict, standing }: Examination, locale: Locale): AppError {
  return new AppError(verdict === 'refused' ? 'projects.gate_refused' : 'projects.gate_undecided_all', {
    status: 409,
    params: { count: standing.length, rules: standing.map((one) => line(one, locale)).join(' ') },
    items: standing.map((finding) => ({
      path: 'stage',
      code: `projects.gate_${finding.result}`,
      params: cited(finding, locale),
    })),
  })
}

/** Number, text and source of the rule, and what of this project it is about. */
function cited({ rule, number, facts, missing, rows }: Finding, locale: Locale) {
  return {
    number,
    title: localText(rule.title, locale),
    text: rule.text,
    source: rule.source,
    facts: factWords(facts, locale, rows),
    missing: missing
      .map((name) => translate(locale, `projects.field.${name}`))
      .join(translate(locale, 'projects.gate.and')),
  }
}

function line(finding: Finding, locale: Locale): string {
  return translate(locale, `error.projects.gate_${finding.result}`, cited(finding, locale))
}
