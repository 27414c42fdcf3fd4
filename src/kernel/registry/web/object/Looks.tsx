import { useQuery } from '@tanstack/react-query'
import { formatDate } from '#kernel/ui/model'
import { useT } from '#kernel/ui/web'
import { looksQuery } from './object-queries.ts'
import { Section } from './Section.tsx'

/** Who looked at a whole number of the object, when and what for. */
export function Looks({ kind, id }: { kind: 'person' | 'enterprise'; id: string }) {
  const t = useT()
  const query = useQuery(looksQuery(kind, id))
  return (
    <Section title={t('registry.object.looks')} query={query}>
      {({ looks }) =>
        looks.length === 0 ? (
          <p className="yw-quiet">{t('registry.object.looks.none')}</p>
        ) : (
          <ul className="yw-rows">
            {looks.map(({ id: look, at, by, field, purpose }) => (
              <li key={look}>
                <div>
                  {by.name} · {t(`registry.screen.fact.${field}`)}
                </div>
                <span>{purpose}</span>
                <span className="yw-quiet yw-number">{formatDate(at, true)}</span>
              </li>
            ))}
          </ul>
        )
      }
    </Section>
  )
}
