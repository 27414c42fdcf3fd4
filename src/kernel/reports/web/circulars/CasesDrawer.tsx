import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { titleQuery } from '#kernel/ledgers/web'
import { AppLink, useT } from '#kernel/ui/web'

/**
 * What is behind a figure: of a share whether it counts as a good one, or in a word why it is left out; of a number
 * of entries neither.
 */
export type CircularCase = { entryId: string; good?: boolean; leftOut?: string }
export type OpenedCases = { name: string; rows: readonly CircularCase[] }

/** The cases behind a figure, those that don't count first: they are what one asks about. */
export function CasesDrawer({ opened, onClose }: { opened: OpenedCases | null; onClose: () => void }) {
  const t = useT()
  const rows = opened?.rows ?? []
  const counting = rows.filter(({ leftOut }) => leftOut === undefined)
  const isShare = rows.some(({ good }) => good !== undefined)
  const good = counting.filter((row) => row.good).length
  const title = (name: string) =>
    isShare
      ? t('circulars.page.cases', { name, n: good, of: counting.length })
      : t('circulars.page.entries', { name, count: rows.length })
  const inOrder = [
    ...counting.filter((row) => !row.good),
    ...counting.filter((row) => row.good),
    ...rows.filter(({ leftOut }) => leftOut !== undefined),
  ]
  return (
    <Drawer
      open={opened !== null}
      size={480}
      onClose={onClose}
      title={opened && title(opened.name)}
      destroyOnHidden
    >
      <ul className="yw-rows">
        {inOrder.map((row, index) => (
          <CaseItem key={`${row.entryId}${index}`} row={row} />
        ))}
      </ul>
    </Drawer>
  )
}

function CaseItem({ row }: { row: CircularCase }) {
  const t = useT()
  const { data } = useQuery(titleQuery(row.entryId))
  return (
    <li>
      {data === null ? (
        <span className="yw-quiet">{t('circulars.page.unseen')}</span>
      ) : (
        <AppLink to={`/entries/${row.entryId}`}>{data ? `${data.title} · ${data.no}` : '…'}</AppLink>
      )}
      <span>
        {row.leftOut ??
          (row.good === undefined ? null : t(row.good ? 'circulars.page.good' : 'circulars.page.bad'))}
      </span>
    </li>
  )
}
