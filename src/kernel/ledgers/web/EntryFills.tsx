import { useQuery } from '@tanstack/react-query'
import type { EntryAnswer, EntryFill, LedgerAnswer } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { CorrectionButton } from '#kernel/registry/web'
import { api, useLocalText, useT } from '#kernel/ui/web'
import { factOf } from './use-fills.ts'

/** What was submitted, where it is a text. */
function saidIn(entry: EntryAnswer, field: string): string | undefined {
  const value = entry.fields[field]?.value
  return typeof value === 'string' ? value : undefined
}

/** What of the entry came from the register, and where it says something else than the register did. */
export function EntryFills({ declaration, entry }: { declaration: LedgerAnswer; entry: EntryAnswer }) {
  const t = useT()
  const text = useLocalText()
  const bound = declaration.fields.some(({ fill }) => fill)
  const { data = [] } = useQuery({
    queryKey: ['entry', entry.id, 'fills'],
    queryFn: ({ signal }) => api.get<EntryFill[]>(`/api/entries/${entry.id}/fills`, { signal }),
    enabled: bound,
  })
  if (data.length === 0) return null
  return (
    <section className="entry-section">
      <h2>{t('ledgers.screen.fill.title')}</h2>
      <dl className="entry-facts">
        {data.map(({ field, element, source, asOf, same, object }) => {
          const declared = declaration.fields.find(({ name }) => name === field)
          const date = asOf === null ? '' : formatDate(asOf)
          return (
            <div key={field}>
              <dt>{declared ? text(declared.label) : field}</dt>
              <dd>
                {t(same ? 'ledgers.screen.fill.same' : 'ledgers.screen.fill.other', { date })}
                {source !== '' && <small>{t('ledgers.screen.facts.source', { source })}</small>}
                {!same && object && (
                  <CorrectionButton {...factOf(element)} id={object.id} value={saidIn(entry, field)} />
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}
