import type { ExclusionAnswer } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { useT } from '#kernel/ui/web'
import './messages.ts'

/** Who asked to leave something out, why, and who decided. */
export function ExclusionText({ exclusion }: { exclusion: ExclusionAnswer }) {
  const t = useT()
  const { appeal, by, at, reason, decided } = exclusion
  return (
    <div className="rates-exclusion">
      <div>{reason}</div>
      <div className="entry-quiet">
        {t(appeal ? 'ledgers.rates.exclusion.appealed' : 'ledgers.rates.exclusion.asked', {
          name: by,
          date: formatDate(at),
        })}
      </div>
      {decided && (
        <div className="entry-quiet">
          {t(decided.upheld ? 'ledgers.rates.exclusion.upheld' : 'ledgers.rates.exclusion.rejected', {
            name: decided.by,
            date: formatDate(decided.at),
            opinion: decided.opinion,
          })}
        </div>
      )}
    </div>
  )
}
