import { useQuery } from '@tanstack/react-query'
import type { Field, LedgerAnswer, LogItem } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { ErrorState, Loading, useLocalText, useT } from '#kernel/ui/web'
import { FieldValue } from './FieldValue.tsx'
import { logQuery } from './queries.ts'

type EntryTimeLineProps = { declaration: LedgerAnswer; entryId: string }

/** Everything that was done to an entry, newest first, with when it was so and when it was recorded. */
export function EntryTimeLine({ declaration, entryId }: EntryTimeLineProps) {
  const t = useT()
  const { data, error, refetch } = useQuery(logQuery(entryId))
  return (
    <section className="entry-section">
      <h2>{t('ledgers.screen.log')}</h2>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <ol className="entry-log">
        {data?.toReversed().map((item) => (
          <TimeLineItem key={item.seq} declaration={declaration} item={item} />
        ))}
      </ol>
    </section>
  )
}

const special: Record<string, { key: string; kind: Field['kind'] }> = {
  organisationId: { key: 'ledgers.screen.column.organisation', kind: 'organisation' },
  outcome: { key: 'ledgers.screen.form.outcome', kind: 'choice' },
  stage: { key: 'ledgers.screen.form.stage', kind: 'choice' },
}

/** What an action was told, as fields: those of the ledger in their order, the action's own, and the special ones. */
function useGiven(declaration: LedgerAnswer, item: LogItem): { field: Field; value: unknown }[] {
  const t = useT()
  const action = declaration.actions.find(({ id }) => id === item.action)
  const asked =
    action?.input.filter(({ name }) => declaration.fields.every((field) => field.name !== name)) ?? []
  const own = Object.entries(special).map(([name, { key, kind }]): Field => {
    const options =
      name === 'stage'
        ? declaration.stages.map((stage) => ({ value: stage.id, label: stage.label }))
        : action?.outcomes.map(({ id, label }) => ({ value: id, label }))
    return { name, label: bothWays(t(key)), kind, options }
  })
  const given: Record<string, unknown> = { ...item.values, ...item.asks }
  return [...declaration.fields, ...asked, ...own]
    .filter(({ holdsKey }) => holdsKey !== true)
    .map((field) => ({ field, value: given[field.name] }))
    .filter(({ value }) => isShown(value))
}

/** A text that is in the reader's language already. */
function bothWays(text: string): Field['label'] {
  return { 'zh-CN': text, en: text }
}

function TimeLineItem({ declaration, item }: { declaration: LedgerAnswer; item: LogItem }) {
  const t = useT()
  const text = useLocalText()
  const stage = declaration.stages.find(({ id }) => id === item.stage)
  const given = useGiven(declaration, item)
  const by = [
    item.by.name,
    item.by.position && text(item.by.position),
    item.by.organisation && text(item.by.organisation),
  ]
  return (
    <li>
      <p className="entry-log-head">
        <strong>{text(item.label)}</strong>
        <time dateTime={item.effectiveAt}>{formatDate(item.effectiveAt, true)}</time>
        {item.backdated && (
          <span className="entry-backdated">
            {t('ledgers.screen.log.backdated')} ·{' '}
            {t('ledgers.screen.log.recorded', { date: formatDate(item.recordedAt, true) })}
          </span>
        )}
      </p>
      <p className="entry-quiet">{by.filter(Boolean).join(' · ')}</p>
      {item.offline && (
        <p className="entry-quiet">
          {item.offline.carriedBy === null
            ? t('ledgers.screen.log.offline')
            : t('ledgers.screen.log.offline_carried', { name: item.offline.carriedBy })}
        </p>
      )}
      {stage && <p>{t('ledgers.screen.log.stage', { stage: text(stage.label) })}</p>}
      {given.length > 0 && (
        <dl className="entry-log-values">
          {given.map(({ field, value }) => (
            <div key={field.name}>
              <dt>{text(field.label)}</dt>
              <dd>
                <FieldValue field={field} value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {item.source !== null && (
        <p className="entry-quiet">{t('ledgers.screen.facts.source', { source: item.source })}</p>
      )}
      <p className="entry-hash yw-number" title={item.hash}>
        {t('ledgers.screen.log.hash', { hash: item.hash.slice(0, 12) })}
      </p>
    </li>
  )
}

function isShown(value: unknown): boolean {
  return value !== null && value !== undefined && value !== ''
}
