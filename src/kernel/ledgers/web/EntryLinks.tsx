import type { EntryAnswer } from '#kernel/ledgers/model'
import { AppLink, useLocalText, useT } from '#kernel/ui/web'

/** Ties to other entries; those that the reader may not see are counted. */
export function EntryLinks({ entry }: { entry: EntryAnswer }) {
  const t = useT()
  const text = useLocalText()
  if (entry.links.length === 0) return null
  return (
    <section className="entry-section">
      <h2>{t('ledgers.screen.links')}</h2>
      <dl className="entry-facts">
        {entry.links.map(({ relation, outward, entry: other, count }) => (
          <div key={`${relation}:${outward}:${other?.id ?? ''}`}>
            <dt>{t(`ledgers.${outward ? 'relation' : 'relation_of'}.${relation}`)}</dt>
            <dd>
              {other ? (
                <AppLink to={`/entries/${other.id}`}>
                  {other.title} <span className="yw-number">{other.no}</span>
                </AppLink>
              ) : (
                t('ledgers.screen.links.unseen', { count })
              )}
              {other && <small>{text(other.stage)}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
