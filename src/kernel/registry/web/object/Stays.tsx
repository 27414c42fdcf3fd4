import { useQuery } from '@tanstack/react-query'
import { AppLink, useT } from '#kernel/ui/web'
import { staysQuery } from '../households/household-queries.ts'
import { Section } from './Section.tsx'

/** To which households a person belonged, and with whom they live now; one that the reader may not see shows as held. */
export function Stays({ personId }: { personId: string }) {
  const t = useT()
  const query = useQuery(staysQuery(personId))
  return (
    <Section title={t('registry.object.households')} query={query}>
      {({ stays, diedOn }) => (
        <>
          {diedOn !== null && <p>{t('registry.object.died', { on: diedOn })}</p>}
          {stays.length === 0 && <p className="yw-quiet">{t('registry.object.households.none')}</p>}
          <ul className="yw-rows">
            {stays.map(({ householdId, label, relation, from, to }) => (
              <li key={`${householdId ?? ''}:${from}`}>
                <div>
                  {householdId === null ? (
                    t('registry.screen.unseen')
                  ) : (
                    <AppLink to={`/registry/household/${householdId}`}>{label}</AppLink>
                  )}
                </div>
                <span>{t(`registry.relation.${relation}`)}</span>
                <span className="yw-quiet yw-number">
                  {to === null
                    ? t('registry.screen.members.since', { from })
                    : t('registry.object.from_to', { from, to })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
