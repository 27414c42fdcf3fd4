import { type Locale, translate } from '#kernel/i18n/model'
import type { Json } from '#kernel/ledgers/model'
import { formatFen } from '#kernel/ui/model'
import type { GateFactValues } from './examine.ts'
import { type CatalogueRow, type Condition, type GateFact, gateFacts } from './rules.ts'

const short = (value: number, locale: Locale) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)

/** A fact as it is said: `总投资 3,000 万元`. */
export function factText(name: GateFact, value: Json, locale: Locale): string {
  const plain = typeof value === 'string' ? value : JSON.stringify(value)
  switch (gateFacts[name]) {
    case 'money':
      return formatFen(Number(value), locale)
    case 'number':
      return translate(locale, 'projects.gate.tce', { tce: short(Number(value), locale) })
    case 'boolean':
      return translate(locale, value === true ? 'projects.gate.yes' : 'projects.gate.no')
    case 'choice':
      return translate(locale, `projects.category.${plain}`)
    default:
      return plain
  }
}

/** What of a project a rule met, with the rows of the catalogue that its industry falls under. */
export function factWords(facts: GateFactValues, locale: Locale, rows: readonly CatalogueRow[]): string {
  const said = (Object.entries(facts) as [GateFact, Json][]).map(
    ([name, value]) => `${translate(locale, `projects.field.${name}`)} ${factText(name, value, locale)}`,
  )
  const listed = rows.map(({ code, name }) => translate(locale, 'projects.gate.listed', { code, name }))
  return [...said, ...listed].join(translate(locale, 'projects.gate.and'))
}

/** A condition of a rule in words. */
export function conditionText(condition: Condition, locale: Locale): string {
  const name = translate(locale, `projects.field.${condition.fact}`)
  const value =
    condition.op === 'in_catalogue'
      ? translate(locale, `projects.gate.class.${condition.value}`)
      : condition.op === 'one_of'
        ? condition.value
            .map((one) => factText('category', one, locale))
            .join(translate(locale, 'projects.gate.or'))
        : factText(condition.fact, condition.value, locale)
  return translate(locale, `projects.gate.op.${condition.op}`, { name, value })
}
