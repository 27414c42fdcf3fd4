import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { titleQuery } from '#kernel/ledgers/web'
import { AppLink, useT } from '#kernel/ui/web'

/** A case behind a figure, and whether it is a good one. */
export type CircularCase = { entryId: string; good: boolean }
export type OpenedCases = { name: string; rows: readonly CircularCase[] }

/** The cases behind a figure, those that don't count first: they are what one asks about. */
export function CasesDrawer({ opened, onClose }: { opened: OpenedCases | null; onClose: () => void }) {
  const t = useT()
  const rows = opened?.rows ?? []
  const good = rows.filter((row) => row.good).length
  return (
    <Drawer
      open={opened !== null}
      size={480}
      onClose={onClose}
      title={opened && t('circulars.page.cases', { name: opened.name, n: good, of: rows.length })}
      destroyOnHidden
    >
      <ul className="yw-rows">
        {[false, true].flatMap((which) =>
          rows
            .filter((row) => row.good === which)
            .map((row, index) => <CaseItem key={`${row.entryId}${which}${index}`} row={row} />),
        )}
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
      <span>{t(row.good ? 'circulars.page.good' : 'circulars.page.bad')}</span>
    </li>
  )
}
