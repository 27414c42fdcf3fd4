import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { EntryAnswer } from '#kernel/ledgers/model'
import { type ActionStart, ActionStartContext, EntryDetail, useEntry } from '#kernel/ledgers/web'
import { describeLimit, Limit } from '#kernel/time/model'
import {
  AppLink,
  ErrorState,
  Loading,
  useAddress,
  useDocumentTitle,
  useLocale,
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
  const start = useDispatchStart(id, data)
  return (
    <ActionStartContext value={start}>
      <EntryDetail entryId={id} moment={moment} extra={(entry) => <Related entryId={entry.id} />} />
    </ActionStartContext>
  )
}

/** Dispatching starts from who is responsible by the catalogue and the place, and says by when it must be done. */
function useDispatchStart(id: string, entry: EntryAnswer | undefined) {
  const t = useT()
  const text = useLocalText()
  const { locale } = useLocale()
  const responsible = useQuery(relatedQuery(id)).data?.responsible
  const limitOf = (name: 'limit' | 'sign') => {
    const said = { unit: entry?.fields[`${name}Unit`]?.value, count: entry?.fields[`${name}Count`]?.value }
    const limit = Limit.safeParse(said).data
    return limit && describeLimit(limit, locale)
  }
  const [limit, sign] = [limitOf('limit'), limitOf('sign')]
  const name = responsible ? text(responsible.name) : undefined
  const organisationId = responsible?.id
  return useCallback(
    (action: string): ActionStart | undefined => {
      if (action !== 'dispatch' && action !== 'adjudicate') return undefined
      const lines = [
        name === undefined
          ? t('incidents.screen.dispatch.none')
          : t('incidents.screen.dispatch.proposed', { name }),
        ...(limit === undefined ? [] : [t('incidents.screen.dispatch.limit', { limit })]),
        ...(sign === undefined ? [] : [t('incidents.screen.dispatch.sign', { limit: sign })]),
      ]
      const note = <p className="incident-start">{lines.join(' ')}</p>
      return { values: organisationId === undefined ? {} : { organisationId }, note }
    },
    [t, name, limit, sign, organisationId],
  )
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
