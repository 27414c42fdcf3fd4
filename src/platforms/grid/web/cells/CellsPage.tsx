import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useMemo } from 'react'
import { DivisionMap, DivisionSelect, useDivisionName } from '#kernel/divisions/web'
import {
  addressWith,
  AppLink,
  type DataColumn,
  DataTable,
  Empty,
  ErrorState,
  ExportMenu,
  Loading,
  PageHeader,
  SplitPage,
  useAddress,
  useLocale,
  useLocalText,
  useSession,
  useT,
} from '#kernel/ui/web'
import type { CellRow } from '../../model/cells/people/people.ts'
import { BuildingPanel } from './BuildingPanel.tsx'
import { Buildings } from './Buildings.tsx'
import { CellPanel } from './CellPanel.tsx'
import { HandOverForm } from './HandOverForm.tsx'
import './cells.css'
import { cellShapesQuery, cellsQuery } from './queries.ts'

const views = ['cells', 'buildings', 'hand_over'] as const

/** Who serves which cell, on the map and as a list; buildings with their heads; hand-over. */
export default function CellsPage() {
  const t = useT()
  const { session } = useSession()
  const { position } = session
  const [address, change] = useAddress()
  const division = address['division'] ?? position.divisions[0]?.code ?? ''
  const view = views.find((one) => one === address['view']) ?? 'cells'
  const { data, error, refetch } = useQuery(cellsQuery(division))
  const file = addressWith('/api/grid/cells.xlsx', { division })
  const cell = address['cell']
  const building = address['building']
  const manage = data?.can.manage ?? false
  return (
    <SplitPage
      head={<PageHeader title={t('cells.page.title')} text={t('cells.page.text')} />}
      filters={
        <div className="cells-filters">
          <DivisionSelect
            value={division}
            label={t('cells.page.division')}
            within={position.divisions.map(({ code }) => code)}
            onChange={(code) => change({ division: code, cell: null, building: null })}
          />
          <Segmented
            aria-label={t('cells.page.view')}
            value={view}
            options={views
              .filter((one) => manage || one !== 'hand_over')
              .map((value) => ({ value, label: t(`cells.page.${value}`) }))}
            onChange={(next) => change({ view: next === 'cells' ? null : next, cell: null, building: null })}
          />
          {manage && <AppLink to="/grid/cells/import">{t('cells.import.title')}</AppLink>}
          {manage && <ExportMenu items={[{ format: 'xlsx', address: file }]} />}
        </div>
      }
      beside={
        building !== undefined ? (
          <BuildingPanel id={building} />
        ) : cell !== undefined && view === 'cells' ? (
          <CellPanel code={cell} />
        ) : null
      }
      onClose={() => change({ cell: null, building: null })}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={8} />}
      {view === 'cells' && data && <Cells {...{ division, cells: data.cells, open: cell }} />}
      {view === 'buildings' && <Buildings division={division} open={building} />}
      {view === 'hand_over' && manage && <HandOverForm division={division} />}
    </SplitPage>
  )
}

type CellsProps = { division: string; cells: readonly CellRow[]; open: string | undefined }

function Cells({ division, cells, open }: CellsProps) {
  const t = useT()
  const text = useLocalText()
  const nameOf = useDivisionName()
  const [, change] = useAddress()
  if (cells.length === 0) return <Empty title={t('cells.page.none')} />
  const names = (people: CellRow['workers']) =>
    people.length === 0 ? (
      <strong className="cells-lacking">{t('cells.page.nobody')}</strong>
    ) : (
      people.map(({ name }) => name).join('、')
    )
  const columns: DataColumn<CellRow>[] = [
    {
      key: 'name',
      title: t('cells.column.cell'),
      width: 220,
      render: ({ name, ended }) => (
        <>
          {text(name)} {ended && <em>{t('cells.page.ended')}</em>}
        </>
      ),
    },
    {
      key: 'village',
      title: t('cells.column.village'),
      width: 120,
      render: ({ village }) => nameOf(village),
    },
    { key: 'workers', title: t('cells.column.workers'), width: 160, render: ({ workers }) => names(workers) },
    { key: 'leaders', title: t('cells.column.leaders'), width: 140, render: ({ leaders }) => names(leaders) },
    {
      key: 'buildings',
      title: t('cells.column.buildings'),
      width: 70,
      align: 'end',
      render: (row) => row.buildings,
    },
    {
      key: 'households',
      title: t('cells.column.households'),
      width: 80,
      align: 'end',
      render: (row) => row.households,
    },
  ]
  return (
    <div className="cells-work">
      <CellMap division={division} cells={cells} open={open} onSelect={(code) => change({ cell: code })} />
      <DataTable
        caption={t('cells.page.cells')}
        columns={columns}
        rows={cells}
        rowKey={({ code }) => code}
        open={open}
        onOpen={({ code }) => change({ cell: code })}
      />
    </div>
  )
}

type CellMapProps = CellsProps & { onSelect: (code: string) => void }

/** Cells shaded by how many workers serve each, so that those with none stand out. */
function CellMap({ division, cells, open, onSelect }: CellMapProps) {
  const { locale } = useLocale()
  const nameOf = useDivisionName()
  const { data: areas } = useQuery(cellShapesQuery(division))
  const values = useMemo(() => new Map(cells.map(({ code, workers }) => [code, workers.length])), [cells])
  if (!areas) return <Loading lines={6} />
  return (
    <div className="cells-map">
      <DivisionMap
        {...{ areas, locale, values, onSelect }}
        place={nameOf(division)}
        {...(open === undefined ? {} : { selected: open })}
      />
    </div>
  )
}
