import type { ReactNode } from 'react'
import type { HouseholdMember } from '#kernel/registry/model'
import { AppLink, useT } from '#kernel/ui/web'

/** Who belongs to a household; one whom the reader may not see shows as held. */
export function Members({ members, choice }: { members: readonly HouseholdMember[]; choice?: ReactNode }) {
  const t = useT()
  return (
    <section>
      <div className="household-on">
        <h3>{t('registry.screen.members')}</h3>
        {choice}
      </div>
      {members.length === 0 && <p className="yw-quiet">{t('registry.screen.members.none')}</p>}
      <ul className="yw-rows">
        {members.map(({ personId, name, erased, relation, from }) => (
          <li key={`${personId ?? ''}:${relation}:${from}`}>
            <div>
              {personId !== null && !erased && <AppLink to={`/registry/person/${personId}`}>{name}</AppLink>}
              {erased && t('registry.erased_person')}
              {personId === null && !erased && t('registry.screen.unseen')}
            </div>
            <span>{t(`registry.relation.${relation}`)}</span>
            <span className="yw-quiet yw-number">{t('registry.screen.members.since', { from })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
