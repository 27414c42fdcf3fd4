import { useQuery } from '@tanstack/react-query'
import { formatDate } from '#kernel/ui/model'
import { api, AppLink, ErrorState, Loading, Pager, useLocalText, usePage, useT } from '#kernel/ui/web'
import type { EntryAnswer } from '#kernel/ledgers/model'
import type { SettledConflict, SettledPage } from '../../model/protocol.ts'
import { FieldMessage } from './FieldMessage.tsx'
import { FieldPage } from './FieldPage.tsx'
import { useFieldSession, useOfflineLedger } from './phone.ts'
import { SaidOf } from './SaidOf.tsx'

const size = 10

/** Who settled which conflict when and how, with both versions: on record at the server, so it needs a line. */
export default function SettledScreen() {
  const t = useT()
  const { online } = useFieldSession()
  const page = usePage()
  const { data, error, refetch } = useQuery({
    queryKey: ['offline-settled', page],
    queryFn: ({ signal }) =>
      api.get<SettledPage>('/api/offline/settled-conflicts', {
        signal,
        query: { page, size },
        stayOn401: true,
      }),
    enabled: online,
  })
  return (
    <FieldPage title={t('offline.screen.settled')} back="/m/conflicts">
      {!online && <p className="field-notice">{t('offline.screen.settled.needs_line')}</p>}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {online && !data && !error && <Loading />}
      {data?.total === 0 && <FieldMessage title={t('offline.screen.settled.none')} />}
      {data?.rows.map((one) => (
        <SettledCard key={one.item.clientKey} settled={one} />
      ))}
      <Pager total={data?.total} size={size} />
    </FieldPage>
  )
}

function SettledCard({ settled }: { settled: SettledConflict }) {
  const t = useT()
  const text = useLocalText()
  const { item, reason, settledAt, settledBy, how, note } = settled
  const { what } = item
  const stood = settled.stood as EntryAnswer | null
  const ledger = useOfflineLedger(what.kind === 'register' ? what.ledger : (stood?.ledger ?? ''))
  const action = ledger?.actions.find((one) =>
    what.kind === 'act' ? one.id === what.action : one.word === 'register',
  )
  const stage = ledger?.stages.find(({ id }) => id === stood?.stage)
  const name = what.kind === 'tell' ? t(`offline.told.${what.name}`) : action ? text(action.label) : ''
  return (
    <section className="field-card">
      <h2>{stood?.title ?? name}</h2>
      <p className="field-quiet">{reason}</p>
      <dl className="field-facts">
        <div>
          <dt>{t('offline.screen.conflict.mine')}</dt>
          <dd>
            {name} · {formatDate(item.effectiveAt, true)}
            {action && <SaidOf ledger={ledger} action={action.id} input={item.input} />}
          </dd>
        </div>
        {stood && (
          <div>
            <dt>{t('offline.screen.settled.stood')}</dt>
            <dd>
              {stood.no} · {stage ? text(stage.label) : stood.stage}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('offline.screen.settled.how')}</dt>
          <dd>
            {t(`offline.screen.settled.${how}`)}
            {note !== null && <span className="field-said">{note}</span>}
            <span className="field-quiet field-said">
              {settledBy} · {formatDate(settledAt, true)}
            </span>
          </dd>
        </div>
      </dl>
      {stood && (
        <AppLink to={`/m/entries/${stood.id}`} className="field-button field-button-plain field-section">
          {t('offline.screen.conflict.look')}
        </AppLink>
      )}
    </section>
  )
}
