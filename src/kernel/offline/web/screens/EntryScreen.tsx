import { useQuery } from '@tanstack/react-query'
import { use, useEffect } from 'react'
import { CompassOutlined } from '@ant-design/icons'
import { type LedgerAnswer, Point, pointText } from '#kernel/ledgers/model'
import { logQuery } from '#kernel/ledgers/web'
import { formatDate } from '#kernel/ui/model'
import { AppLink, Light, useGo, useLocalText, useRouteParam, useT } from '#kernel/ui/web'
import type { OfflineEntry } from '../../model/field-door.ts'
import { useFieldSession, useOfflineEntry } from './phone.ts'
import { dueText } from './due-text.ts'
import { FieldEntryPages } from './entry-pages.ts'
import { EntryPhotos } from './EntryPhotos.tsx'
import { FieldMap } from './FieldMap.tsx'
import { FieldPage } from './FieldPage.tsx'
import { FieldMessage } from './FieldMessage.tsx'
import { OfflineValue } from './OfflineValue.tsx'
import { lightNow } from './task-order.ts'
import { useLedgerName } from './TodoScreen.tsx'
import { UnsentLine } from './UnsentLine.tsx'
import { useNow } from './use-now.ts'

/** One entry as the phone carries it: what it is, where, what can be done, what was done. */
export default function EntryScreen() {
  const t = useT()
  const id = useRouteParam('entryId')
  const found = useOfflineEntry(id)
  const ledgerName = useLedgerName()
  const pages = use(FieldEntryPages)
  const own = found && pages[found.entry.ledger]
  const go = useGo()
  useEffect(() => {
    if (own !== undefined) go(`${own}${id}`, { replace: true })
  }, [own, id, go])
  if (own !== undefined) return null
  if (!found?.definition)
    return (
      <FieldPage title={t('offline.screen.entry')} back="/m">
        <FieldMessage
          title={t('offline.screen.entry.not_here')}
          text={t('offline.screen.entry.not_here.text')}
        />
      </FieldPage>
    )
  const { entry, definition, unsent } = found
  // What is of a class above the everyday is in no window title and no list of open pages.
  return (
    <FieldPage title={entry.title} windowTitle={ledgerName(entry.ledger)} back="/m">
      <p className="field-quiet">
        {ledgerName(entry.ledger)} · <span className="yw-number">{entry.no}</span> · <Stage found={found} />
      </p>
      <EntryClocks found={found} />
      {unsent.map((item) => (
        <UnsentLine key={item.clientKey} item={item} />
      ))}
      <EntryActions found={found} />
      <Facts entry={entry} definition={definition} />
      <EntryPhotos entry={entry} definition={definition} />
      <Log entryId={id} definition={definition} />
    </FieldPage>
  )
}

function Stage({ found: { entry, definition } }: { found: OfflineEntry }) {
  const text = useLocalText()
  const stage = definition?.stages.find(({ id }) => id === entry.stage)
  return <>{stage ? text(stage.label) : entry.stage}</>
}

export function EntryClocks({ found: { entry } }: { found: OfflineEntry }) {
  const t = useT()
  const text = useLocalText()
  const now = useNow()
  return entry.tasks
    .filter(({ mine, todo }) => mine && todo)
    .map((task) => {
      const light = lightNow(task, now)
      return (
        <p key={task.id} className="field-card-line">
          <strong>{text(task.label)}</strong>
          {light !== null && <Light light={light} text={dueText(task, light, t)} />}
        </p>
      )
    })
}

/** Actions that could be taken when the entry was last read; the server looks again when they arrive. */
export function EntryActions({ found: { entry, definition } }: { found: OfflineEntry }) {
  const t = useT()
  const text = useLocalText()
  const open = (definition?.actions ?? []).filter(({ id, word, byProgram }) => {
    const can = entry.can[id]
    // What lacks evidence can be done with what the form brings.
    return (
      !byProgram && word !== 'register' && (can === true || can?.code.startsWith('ledgers.evidence') === true)
    )
  })
  if (open.length === 0) return <p className="field-notice">{t('offline.screen.entry.no_actions')}</p>
  return (
    <div className="field-buttons">
      {open.map(({ id, label }, index) => (
        <AppLink
          key={id}
          to={`/m/entries/${entry.id}/${id}`}
          className={index === 0 ? 'field-button field-button-main' : 'field-button'}
        >
          {text(label)}
        </AppLink>
      ))}
    </div>
  )
}

function Facts({ entry, definition }: { entry: OfflineEntry['entry']; definition: LedgerAnswer }) {
  const t = useT()
  const text = useLocalText()
  const rows = definition.fields.flatMap((field) => {
    const fact = entry.fields[field.name]
    if (!fact || field.kind === 'files') return []
    if (fact.hidden) return [{ field, fact, hidden: true }]
    return fact.value === null || fact.value === '' || field.name === definition.titleField
      ? []
      : [{ field, fact, hidden: false }]
  })
  const spotField = definition.fields.find(({ kind }) => kind === 'point')
  const spot = spotField && Point.safeParse(entry.fields[spotField.name]?.value).data
  return (
    <section className="field-section">
      <h2>{t('offline.screen.entry.facts')}</h2>
      {spot && (
        <>
          <FieldMap title={t('offline.screen.point.map')} spot={spot} />
          <a className="field-button field-button-plain" href={`geo:${spot.lat},${spot.lng}`}>
            <CompassOutlined aria-hidden="true" />
            {t('offline.screen.navigate', { spot: pointText(spot) })}
          </a>
        </>
      )}
      <dl className="field-facts">
        {rows.map(({ field, fact, hidden }) => (
          <div key={field.name}>
            <dt>{text(field.label)}</dt>
            <dd>{hidden ? t('offline.screen.hidden') : <OfflineValue field={field} value={fact.value} />}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** What was done: read while there is a line, since logs are not carried. */
function Log({ entryId, definition }: { entryId: string; definition: LedgerAnswer }) {
  const t = useT()
  const text = useLocalText()
  const { online } = useFieldSession()
  const { data } = useQuery({ ...logQuery(entryId), enabled: online, retry: false })
  const stageName = (id: string) => {
    const stage = definition.stages.find((one) => one.id === id)
    return stage ? text(stage.label) : id
  }
  return (
    <section className="field-section">
      <h2>{t('offline.screen.entry.log')}</h2>
      {!data && <p className="field-quiet">{t('offline.screen.entry.log.needs_line')}</p>}
      <ol className="field-list">
        {data?.toReversed().map((item) => (
          <li key={item.seq} className="field-card">
            <strong>{text(item.label)}</strong>
            {item.stage !== null && <> → {stageName(item.stage)}</>}
            <p className="field-quiet">
              <time dateTime={item.effectiveAt}>{formatDate(item.effectiveAt, true)}</time> · {item.by.name}
              {item.by.organisation && ` · ${text(item.by.organisation)}`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
