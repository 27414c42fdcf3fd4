import type { EntryAnswer, Field, LedgerAnswer } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { type Translate, useLocalText, useT } from '#kernel/ui/web'
import { FieldValue } from './FieldValue.tsx'

type FactAnswer = EntryAnswer['fields'][string]

/** Where a fact came from and since when it is so, in words. */
function originOf(fact: FactAnswer, t: Translate): string {
  const parts = [
    fact.source && t('ledgers.screen.facts.source', { source: fact.source }),
    fact.asOf && formatDate(fact.asOf),
  ]
  return parts.filter(Boolean).join(' · ')
}

/** The origin that most facts share, said once instead of under each. */
function commonOrigin(origins: readonly string[]): string | undefined {
  const counts = Map.groupBy(origins, (origin) => origin)
  const [most] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)
  return most && most[1].length > 1 ? most[0] : undefined
}

/** What is known of the entry, each fact with where it came from and since when. */
export function EntryFacts({ declaration, entry }: { declaration: LedgerAnswer; entry: EntryAnswer }) {
  const t = useT()
  const known = declaration.fields.flatMap((field) => {
    const fact = field.holdsKey ? undefined : entry.fields[field.name]
    return fact ? [{ field, fact, origin: originOf(fact, t) }] : []
  })
  const common = commonOrigin(known.map(({ origin }) => origin))
  return (
    <section className="entry-section">
      <h2>{t('ledgers.screen.facts')}</h2>
      {common !== undefined && common !== '' && (
        <p className="entry-quiet">{t('ledgers.screen.facts.common', { origin: common })}</p>
      )}
      <dl className="entry-facts">
        {known.map(({ field, fact, origin }) => (
          <Fact key={field.name} field={field} fact={fact} origin={origin === common ? '' : origin} />
        ))}
      </dl>
    </section>
  )
}

const wideKinds = new Set<Field['kind']>(['list', 'long_text', 'point'])

function Fact({ field, fact, origin }: { field: Field; fact: FactAnswer; origin: string }) {
  const t = useT()
  const text = useLocalText()
  return (
    <div data-wide={wideKinds.has(field.kind) ? '' : undefined}>
      <dt>{text(field.label)}</dt>
      <dd>
        {fact.hidden ? (
          <span className="entry-quiet">{t('ledgers.screen.facts.hidden')}</span>
        ) : (
          <FieldValue field={field} value={fact.value} withMap />
        )}
        {origin !== '' && <small>{origin}</small>}
      </dd>
    </div>
  )
}
