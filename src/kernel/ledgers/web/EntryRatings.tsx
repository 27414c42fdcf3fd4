import { Tag } from 'antd'
import { type EntryAnswer, scoreMax } from '#kernel/ledgers/model'
import { useLocalText, useT } from '#kernel/ui/web'

/** How those who handled the entry were rated, and what became of an appeal; nothing where nobody rated. */
export function EntryRatings({ entry }: { entry: EntryAnswer }) {
  const t = useT()
  const text = useLocalText()
  if (entry.ratings.length === 0) return null
  return (
    <section className="entry-section">
      <h2>{t('ledgers.screen.ratings')}</h2>
      <ul className="entry-ratings">
        {entry.ratings.map((rating) => (
          <li key={rating.seq}>
            <span>{text(rating.organisation.name)}</span>
            <strong className="yw-number">
              {t('ledgers.screen.ratings.score', { score: rating.score, max: scoreMax })}
            </strong>
            <span className="entry-quiet">{t('ledgers.screen.ratings.step', { seq: rating.seq })}</span>
            {rating.appeal !== 'none' && <Tag>{t(`ledgers.screen.ratings.appeal.${rating.appeal}`)}</Tag>}
          </li>
        ))}
      </ul>
    </section>
  )
}
