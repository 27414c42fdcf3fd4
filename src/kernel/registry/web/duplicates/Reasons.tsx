import type { DuplicatePair } from '#kernel/registry/model'
import { useT } from '#kernel/ui/web'

type ReasonsProps = Pick<DuplicatePair, 'reasons'> & { kind: DuplicatePair['kind'] }

/** Why two may be one: each finding with its points, what speaks against it too. */
export function Reasons({ reasons, kind }: ReasonsProps) {
  const t = useT()
  return (
    <ul className="duplicate-reasons" aria-label={t('registry.duplicates.reasons')} data-kind={kind}>
      {reasons
        .filter(({ points }) => points !== 0)
        .map(({ field, finding, points }) => (
          <li key={field} data-against={points < 0 ? '' : undefined}>
            {t(`registry.match.${field}.${finding}`)}
            <span className="yw-number">{points > 0 ? `+${points}` : `−${-points}`}</span>
          </li>
        ))}
    </ul>
  )
}
