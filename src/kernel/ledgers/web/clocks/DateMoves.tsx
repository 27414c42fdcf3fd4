import { useQuery } from '@tanstack/react-query'
import { Button, Popconfirm, Progress } from 'antd'
import { useState } from 'react'
import type { DateMovePage } from '#kernel/ledgers/model'
import {
  AppLink,
  asApiError,
  type DataColumn,
  DataTable,
  DueText,
  ErrorState,
  Loading,
  Pager,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import { dateMovesQuery } from './clock-queries.ts'
import { Scrolled } from './Scrolled.tsx'
import { type Moving, useMoveDates } from './use-date-moves.ts'

type Row = DateMovePage['rows'][number]

/** Due dates that the calendar sets otherwise by now: looked at, confirmed, and moved while one watches. */
export function DateMoves() {
  const t = useT()
  const [page, setPage] = useState(1)
  const { data, error, refetch } = useQuery(dateMovesQuery(page))
  const moving = useMoveDates()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={2} />
  const { total, outside, rows, calendar } = data
  const { state } = moving
  return (
    <section className="calendar-moves" aria-label={t('ledgers.screen.moves')}>
      <div className="calendar-moves-head">
        <h2>{t('ledgers.screen.moves')}</h2>
        {total > 0 && !state.running && (
          <Popconfirm
            title={t('ledgers.screen.moves.sure', { count: total })}
            okText={t('ledgers.screen.moves.confirm')}
            cancelText={t('ui.cancel')}
            onConfirm={() => void moving.run(calendar, total)}
          >
            <Button type="primary">{t('ledgers.screen.moves.confirm')}</Button>
          </Popconfirm>
        )}
        {state.running && <Button onClick={moving.stop}>{t('ledgers.screen.moves.stop')}</Button>}
      </div>
      <p>{total === 0 ? t('ledgers.screen.moves.none') : t('ledgers.screen.moves.text', { count: total })}</p>
      {outside > 0 && <p role="note">{t('ledgers.screen.moves.outside', { count: outside })}</p>}
      <MovesProgress state={state} />
      {total > 0 && (
        <Scrolled>
          <MovesTable rows={rows} />
        </Scrolled>
      )}
      <Pager total={total} size={50} page={page} onPage={setPage} />
    </section>
  )
}

function MovesProgress({ state: { moved, total, running, error } }: { state: Moving }) {
  const t = useT()
  if (error !== null) return <p role="alert">{asApiError(error).detail}</p>
  if (total === 0) return null
  return (
    <div role="status">
      <p>{t(running ? 'ledgers.screen.moves.progress' : 'ledgers.screen.moves.done', { moved, total })}</p>
      {running && (
        <Progress
          percent={Math.min(100, Math.floor((moved / total) * 100))}
          strokeColor="var(--yw-accent)"
          aria-label={t('ledgers.screen.moves.progress', { moved, total })}
        />
      )}
    </div>
  )
}

function MovesTable({ rows }: { rows: readonly Row[] }) {
  const t = useT()
  const text = useLocalText()
  const columns: DataColumn<Row>[] = [
    {
      key: 'entry',
      title: t('ledgers.screen.moves.entry'),
      width: 240,
      render: ({ entryId, entryNo, entryTitle }) => (
        <AppLink to={`/entries/${entryId}`}>
          {entryNo} {entryTitle}
        </AppLink>
      ),
    },
    { key: 'ledger', title: t('ledgers.screen.ledger'), render: ({ ledgerTitle }) => text(ledgerTitle) },
    { key: 'task', title: t('ledgers.screen.moves.task'), render: ({ task }) => text(task) },
    {
      key: 'from',
      title: t('ledgers.screen.moves.from'),
      render: ({ from }) => <DueText value={from} />,
    },
    {
      key: 'to',
      title: t('ledgers.screen.moves.to'),
      render: ({ to, provisionalOnly }) =>
        provisionalOnly ? t('ledgers.screen.moves.certain') : <DueText value={to} />,
    },
    { key: 'reason', title: t('ledgers.screen.moves.reason'), width: 240, render: ({ reason }) => reason },
  ]
  return (
    <DataTable
      caption={t('ledgers.screen.moves')}
      columns={columns}
      rows={rows}
      rowKey={({ taskId }) => taskId}
    />
  )
}
