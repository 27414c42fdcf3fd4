import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { LayerEditRecord, LayerShapes } from '#kernel/map/model'
import {
  api,
  asApiError,
  DateText,
  Empty,
  ErrorState,
  Loading,
  Pager,
  useClientKey,
  useT,
} from '#kernel/ui/web'
import { historyQuery, layerPath } from '../queries.ts'

const pageSize = 20

type HistoryPanelProps = {
  layer: string
  version: number
  /** While steps wait to be saved, nothing earlier is undone. */
  locked: boolean
  onUndone: () => Promise<LayerShapes>
  again: (shapes: LayerShapes, keep: boolean) => Promise<void>
}

/** What was saved, by whom, and undoing it as one whole. */
export function HistoryPanel({ layer, version, locked, onUndone, again }: HistoryPanelProps) {
  const t = useT()
  const client = useQueryClient()
  const { message } = App.useApp()
  const key = useClientKey()
  const [page, setPage] = useState(1)
  const [undoing, setUndoing] = useState<number | null>(null)
  const { data, error, refetch } = useQuery(historyQuery(layer, page, pageSize))
  const undo = async (no: number) => {
    setUndoing(no)
    try {
      const path = `${layerPath(layer)}/edits/${no}/undo`
      await api.post(path, undefined, { clientKey: key.keyFor({ no, version }) })
      key.done()
      await again(await onUndone(), false)
      await client.invalidateQueries({ queryKey: ['map'] })
    } catch (thrown) {
      void message.error(asApiError(thrown).detail)
    } finally {
      setUndoing(null)
    }
  }
  return (
    <section>
      <h3>{t('map.history')}</h3>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={2} />}
      {data?.total === 0 && <Empty title={t('map.history.none')} />}
      <ol className="yw-rows">
        {data?.rows.map((row) => (
          <li key={row.no}>
            <HistoryRow row={row} />
            {row.can.undo === true ? (
              <Button
                size="small"
                disabled={locked}
                loading={undoing === row.no}
                onClick={() => void undo(row.no)}
              >
                {t('map.history.undo', { no: row.no })}
              </Button>
            ) : (
              <span className="yw-quiet">{row.can.undo.reason}</span>
            )}
          </li>
        ))}
      </ol>
      <Pager total={data?.total} size={pageSize} page={page} onPage={setPage} />
    </section>
  )
}

function HistoryRow({ row }: { row: LayerEditRecord }) {
  const t = useT()
  const what = row.what.map(({ kind }) => t(`map.step.${kind}`))
  const counted = [...new Set(what)].map((word) => {
    const count = what.filter((one) => one === word).length
    return count === 1 ? word : `${word} × ${count}`
  })
  return (
    <div>
      <strong className="yw-number">{row.no}</strong>{' '}
      {t(`map.history.${row.kind === 'undo' ? 'undone' : row.kind}`)}
      {row.undoes !== null && ` ${row.undoes}`} · {counted.join(', ')}
      <div className="yw-quiet">
        <DateText value={row.at} withTime /> · {row.by.name} ·{' '}
        {t('map.history.shapes', { changed: row.changed.length, removed: row.removed.length })}
      </div>
    </div>
  )
}
