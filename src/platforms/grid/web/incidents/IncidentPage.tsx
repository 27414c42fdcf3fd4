import { useQuery } from '@tanstack/react-query'
import { EntryDetail, useEntry } from '#kernel/ledgers/web'
import {
  AppLink,
  ErrorState,
  Loading,
  useAddress,
  useDocumentTitle,
  useLocalText,
  useRouteParam,
  useT,
} from '#kernel/ui/web'
import './incidents.css'
import { AlikeIncidents, Proposals } from './Proposals.tsx'
import { relatedQuery } from './queries.ts'

/** An incident: the entry with its claims, what its words speak for, who is responsible, and what looks like it. */
export default function IncidentPage() {
  const id = useRouteParam('id')
  const [{ asOf, axis }] = useAddress()
  const moment = { asOf, axis }
  const { data } = useEntry(id, moment)
  useDocumentTitle(data ? `${data.no} ${data.title}` : '')
  return <EntryDetail entryId={id} moment={moment} extra={(entry) => <Related entryId={entry.id} />} />
}

function Related({ entryId }: { entryId: string }) {
  const t = useT()
  const text = useLocalText()
  const { data, error, refetch } = useQuery(relatedQuery(entryId))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={4} />
  const { claims, category, responsible } = data
  return (
    <section className="entry-section incident-related" aria-label={t('incidents.claim.ledger')}>
      {category && <p>{t('incidents.screen.related.closing', { text: text(category.closing) })}</p>}
      {responsible && <p>{t('incidents.screen.related.responsible', { name: text(responsible.name) })}</p>}
      <h2>{t('incidents.screen.related.claims', { count: claims.length })}</h2>
      {claims.length === 0 && <p>{t('incidents.screen.related.claims.none')}</p>}
      <ul>
        {claims.map(({ id, no, title, channel, stage }) => (
          <li key={id}>
            <AppLink to={`/entries/${id}`}>
              <span className="yw-number">{no}</span> {title}
            </AppLink>{' '}
            <small>
              {t(`incidents.channel.${channel}`)} ·{' '}
              {t(stage === 'voided' ? 'incidents.stage.voided' : `incidents.claim.stage.${stage}`)}
            </small>
          </li>
        ))}
      </ul>
      <AlikeIncidents alike={data.alike} />
      <Proposals proposals={data.categories} accuracy={data.accuracy} />
    </section>
  )
}
