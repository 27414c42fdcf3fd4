import { DownloadOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { type DataColumn, DataTable, useT } from '#kernel/ui/web'
import { plainCell } from '../model/plain-cell.ts'
import './ledgers.css'
import './messages.ts'
import type { BatchEntry, BatchOutcome, useBatch } from './use-batch.ts'

type BatchResultsProps = {
  title: string
  entries: readonly BatchEntry[]
  batch: ReturnType<typeof useBatch>
  onClose: () => void
}
type ResultRow = { entry: BatchEntry; said: string; refused: boolean }

/** How far a batch has come, and what became of each entry: those that failed first, with the reason. */
export function BatchResults({ title, entries, batch, onClose }: BatchResultsProps) {
  const t = useT()
  const { outcomes, running, broken } = batch
  const rows = useRows(entries, outcomes)
  const refused = rows.filter((row) => row.refused).length
  const columns = useColumns()
  return (
    <div className="batch-results">
      <Progress
        percent={Math.floor((outcomes.length / entries.length) * 100)}
        status="normal"
        aria-label={t('ledgers.screen.batch.progress')}
      />
      <p role="status">
        {t('ledgers.screen.batch.summary', {
          done: outcomes.length - refused,
          refused,
          unsent: entries.length - outcomes.length,
        })}
      </p>
      {broken && (
        <p role="alert">
          {broken.detail} <Button onClick={batch.goOn}>{t('ledgers.screen.batch.go_on')}</Button>
        </p>
      )}
      <section className="batch-table" aria-label={t('ledgers.screen.batch.result')}>
        <DataTable caption={title} columns={columns} rows={rows} rowKey={({ entry }) => entry.id} />
      </section>
      <div className="form-buttons">
        {running ? (
          <Button onClick={batch.cancel}>{t('ledgers.screen.batch.cancel')}</Button>
        ) : (
          <>
            <Button type="primary" onClick={onClose}>
              {t('ui.close')}
            </Button>
            <Button
              icon={<DownloadOutlined />}
              onClick={() =>
                void save(
                  title,
                  columns.map((column) => column.title),
                  rows,
                )
              }
            >
              {t('ledgers.screen.export')}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}

function useRows(entries: readonly BatchEntry[], outcomes: readonly BatchOutcome[]): ResultRow[] {
  const t = useT()
  const reasons = new Map(outcomes.map(({ entryId, reason }) => [entryId, reason]))
  return entries
    .map((entry): ResultRow => {
      const reason = reasons.get(entry.id)
      if (reason === undefined) return { entry, said: t('ledgers.screen.batch.unsent'), refused: false }
      return { entry, said: reason ?? t('ledgers.screen.batch.done'), refused: reason !== null }
    })
    .toSorted((a, b) => Number(b.refused) - Number(a.refused))
}

function useColumns(): DataColumn<ResultRow>[] {
  const t = useT()
  return [
    {
      key: 'no',
      title: t('ledgers.screen.column.no'),
      width: 152,
      render: ({ entry }) => (
        <a href={`/entries/${entry.id}`} target="_blank" rel="noreferrer" className="yw-number">
          {entry.no}
        </a>
      ),
    },
    {
      key: 'title',
      title: t('ledgers.screen.column.title'),
      width: 200,
      render: ({ entry }) => entry.title,
    },
    {
      key: 'result',
      title: t('ledgers.screen.batch.result'),
      width: 360,
      render: ({ said, refused: failed }) =>
        failed ? (
          <strong className="batch-reason">{said}</strong>
        ) : (
          <span className="batch-reason">{said}</span>
        ),
    },
  ]
}

/** The table as a workbook, made here: what is in it has been shown already. */
async function save(title: string, head: readonly string[], rows: readonly ResultRow[]): Promise<void> {
  const { write } = await import('hucre')
  const body = rows.map(({ entry, said }) => [entry.no, plainCell(entry.title), plainCell(said)])
  const name = title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31)
  const bytes = await write({ sheets: [{ name, rows: [[...head], ...body] }] })
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]))
  const link = document.createElement('a')
  link.href = url
  link.download = `${title}.xlsx`
  link.click()
  URL.revokeObjectURL(url)
}
