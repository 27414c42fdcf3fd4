import { useQuery } from '@tanstack/react-query'
import { useT } from '#kernel/ui/web'
import type { RegistryKind } from '../registry-objects.ts'
import '../requests/messages.ts'
import { RequestCard } from '../requests/RequestCard.tsx'
import { requestsAboutQuery } from '../requests/request-queries.ts'
import { Section } from './Section.tsx'

/** Every request that something of the object be changed. */
export function ObjectRequests({ kind, id }: { kind: RegistryKind; id: string }) {
  const t = useT()
  const query = useQuery(requestsAboutQuery(kind, id))
  return (
    <Section title={t('registry.request.title')} query={query}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="yw-quiet">{t('registry.request.nothing')}</p>
        ) : (
          <ol>
            {rows.map((request) => (
              <RequestCard key={request.id} request={request} named={false} />
            ))}
          </ol>
        )
      }
    </Section>
  )
}
