import { DateText, useT } from '#kernel/ui/web'
import type { RosterChange } from '../../model/cells/people/people.ts'

/** Who changed what of a roster, when and why, the latest first. */
export function Changes({ changes }: { changes: readonly RosterChange[] }) {
  const t = useT()
  if (changes.length === 0) return null
  return (
    <>
      <h3>{t('cells.changes.title')}</h3>
      <ul className="cells-changes">
        {changes.map(({ no, kind, by, at, reason }) => (
          <li key={no}>
            <DateText value={at} /> {by} · {t(`cells.changes.${kind}`)} · {reason}
          </li>
        ))}
      </ul>
    </>
  )
}
