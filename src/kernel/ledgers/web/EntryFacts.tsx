import type { EntryAnswer, Field, LedgerAnswer } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { useLocalText, useT } from '#kernel/ui/web'
import { FieldValue } from './FieldValue.tsx'

/** What is known of the entry, each fact with where it came from and since when. */
export function EntryFacts({ declaration, entry }: { declaration: LedgerAnswer; entry: EntryAnswer }) {
  const t = useT()
  const known = declaration.fields.filter((field) => entry.fields[field.name] !== undefined)
  return (
    <section className="entry-section">
      <h2>{t('ledgers.screen.facts')}</h2>
      <dl className="entry-facts">
        {known.map((field) => (
          <Fact key={field.name} field={field} fact={entry.fields[field.name]} />
        ))}
      </dl>
    </section>
  )
}

function Fact({ field, fact }: { field: Field; fact: EntryAnswer['fields'][string] | undefined }) {
  const t = useT()
  const text = useLocalText()
  if (!fact) return null
  const origin = [
    fact.source && t('ledgers.screen.facts.source', { source: fact.source }),
    fact.asOf && formatDate(fact.asOf),
  ].filter(Boolean)
  return (
    <div data-wide={field.kind === 'list' || field.kind === 'long_text' ? '' : undefined}>
      <dt>{text(field.label)}</dt>
      <dd>
        {fact.hidden ? (
          <span className="entry-quiet">{t('ledgers.screen.facts.hidden')}</span>
        ) : (
          <FieldValue field={field} value={fact.value} />
        )}
        {origin.length > 0 && <small>{origin.join(' · ')}</small>}
      </dd>
    </div>
  )
}
