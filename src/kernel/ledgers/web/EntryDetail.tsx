import { CloseOutlined, ExpandAltOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useDivisionName } from '#kernel/divisions/web'
import type { EntryAnswer, LedgerAnswer } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import {
  addressWith,
  AppLink,
  asApiError,
  Empty,
  ErrorState,
  ExportMenu,
  Loading,
  useAddress,
  useGo,
  useLocalText,
  useSession,
  useT,
} from '#kernel/ui/web'
import { EntryActions } from './EntryActions.tsx'
import { EntryHolds } from './EntryHolds.tsx'
import { EntryFacts } from './EntryFacts.tsx'
import { EntryFills } from './EntryFills.tsx'
import { EntryReactions } from './EntryReactions.tsx'
import { EntryLinks } from './EntryLinks.tsx'
import { EntryRatings } from './EntryRatings.tsx'
import { EntrySubjects } from './EntrySubjects.tsx'
import { EntryTasks } from './EntryTasks.tsx'
import { EntryTimeLine } from './EntryTimeLine.tsx'
import './ledgers.css'
import './messages.ts'
import { OfLedger } from './OfLedger.tsx'
import { type Moment, useEntry } from './queries.ts'
import { StageTag } from './StageTag.tsx'

type EntryDetailProps = {
  entryId: string
  /** Shown as of an earlier moment; then nothing can be done. */
  moment?: Moment
  /** In the panel beside a list: how to close it. */
  onClose?: () => void
  /** What a platform adds between the tasks and the facts. */
  extra?: (entry: EntryAnswer) => ReactNode
}

/** All of an entry: what can be done, what is due, what is known, what happened. */
export function EntryDetail({ entryId, moment = {}, onClose, extra }: EntryDetailProps) {
  const t = useT()
  const entry = useEntry(entryId, moment)
  const ledger = entry.data?.ledger
  if (moment.asOf !== undefined && entry.error && asApiError(entry.error).status === 404)
    return <Empty title={t('ledgers.screen.as_of.none')} />
  if (entry.error && !entry.data)
    return <ErrorState error={entry.error} onRetry={() => void entry.refetch()} />
  if (!entry.data || ledger === undefined) return <Loading lines={8} />
  return <Declared key={entryId} ledger={ledger} entry={entry.data} onClose={onClose} extra={extra} />
}

type DeclaredProps = {
  ledger: string
  entry: EntryAnswer
  onClose: (() => void) | undefined
  extra: EntryDetailProps['extra']
}

function Declared({ ledger, entry, onClose, extra }: DeclaredProps) {
  return (
    <OfLedger ledger={ledger}>
      {(declaration) => (
        <article className={onClose ? 'entry entry-beside' : 'entry'} aria-labelledby="entry-title">
          <EntryHead declaration={declaration} entry={entry} onClose={onClose} />
          <div className="entry-body">
            <div className="entry-side">
              <EntryHolds entry={entry} />
              {entry.asOf === null && <EntryActions declaration={declaration} entry={entry} />}
              <EntryTasks entry={entry} />
            </div>
            <div className="entry-main">
              {extra?.(entry)}
              <EntryFacts declaration={declaration} entry={entry} />
              <EntryFills declaration={declaration} entry={entry} />
              <EntryRatings entry={entry} />
              <EntryReactions entry={entry} />
              <EntryLinks entry={entry} />
              <EntrySubjects entry={entry} />
              <EntryTimeLine declaration={declaration} entryId={entry.id} />
            </div>
          </div>
        </article>
      )}
    </OfLedger>
  )
}

type EntryHeadProps = { declaration: LedgerAnswer; entry: EntryAnswer; onClose: (() => void) | undefined }

function EntryHead({ declaration, entry, onClose }: EntryHeadProps) {
  const t = useT()
  const go = useGo()
  const text = useLocalText()
  const nameOf = useDivisionName()
  const mayExport = useSession().session.rights.includes('ledgers.export')
  const [{ asOf, axis }] = useAddress()
  const moment = entry.asOf === null ? {} : { asOf, axis }
  const paper = `/api/entries/${entry.id}/paper`
  return (
    <header className="entry-head">
      <div>
        <p className="entry-no">
          <AppLink to={`/ledgers/${declaration.id}`}>{text(declaration.title)}</AppLink>{' '}
          <span className="yw-number">{entry.no}</span>
        </p>
        <h1 id="entry-title">{entry.title}</h1>
        <p className="entry-where">
          <StageTag declaration={declaration} stage={entry.stage} />
          <span>{nameOf(entry.divisionCode)}</span>
          {entry.organisation && <span>{text(entry.organisation.name)}</span>}
          <span>
            {t('ledgers.screen.column.opened')} {formatDate(entry.openedAt)}
          </span>
        </p>
      </div>
      {!onClose && mayExport && (
        <ExportMenu
          items={[
            { format: 'docx', address: addressWith(`${paper}.docx`, moment) },
            { format: 'pdf', address: addressWith(`${paper}.pdf`, moment) },
          ]}
        />
      )}
      {onClose && (
        <div className="entry-head-buttons">
          <Button
            type="text"
            icon={<ExpandAltOutlined />}
            aria-label={t('ledgers.screen.open_page')}
            title={t('ledgers.screen.open_page')}
            onClick={() => go(`/entries/${entry.id}`)}
          />
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={t('ui.close')}
            title={t('ui.close')}
            onClick={onClose}
          />
        </div>
      )}
    </header>
  )
}
