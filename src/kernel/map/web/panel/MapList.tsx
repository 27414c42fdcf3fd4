import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useDivisionName } from '#kernel/divisions/web'
import { entriesQuery } from '#kernel/ledgers/web'
import type { Bounds, MapLayer } from '#kernel/map/model'
import {
  addressWith,
  api,
  AppLink,
  DataTable,
  Empty,
  ErrorState,
  Light,
  Loading,
  Pager,
  useAddress,
  useLocale,
  useLocalText,
  useT,
} from '#kernel/ui/web'
import type { LayerChoice } from '../layer-choice.ts'
import { AreaText } from '../measure/AreaText.tsx'
import { shapesQuery } from '../queries.ts'
import { areaOfFeature } from './OpenThing.tsx'
import { pointInside } from './point-inside.ts'
import { pointText } from '../view-address.ts'

const pageSize = 20

type MapListProps = { layers: readonly MapLayer[]; choice: readonly LayerChoice[]; bounds: Bounds }

/** All that the visible layers show, as tables: for who doesn't see the map, and where none can be drawn. */
export function MapList({ layers, choice, bounds }: MapListProps) {
  const t = useT()
  const text = useLocalText()
  const [wanted, setWanted] = useState<string>()
  const seen = choice.flatMap(({ id, visible }) => (visible ? layers.filter((layer) => layer.id === id) : []))
  const layer = seen.find(({ id }) => id === wanted) ?? seen[0]
  return (
    <div className="yw-sheet map-list">
      <h2>{t('map.screen.list')}</h2>
      {!layer && <Empty title={t('map.screen.list.none')} />}
      {layer && (
        <>
          <Segmented
            aria-label={t('map.screen.layer')}
            value={layer.id}
            options={seen.map(({ id, title }) => ({ value: id, label: text(title) }))}
            onChange={setWanted}
          />
          <LayerRows key={layer.id} layer={layer} bounds={bounds} />
        </>
      )}
    </div>
  )
}

function LayerRows({ layer, bounds }: { layer: MapLayer; bounds: Bounds }) {
  const [page, setPage] = useState(1)
  const rest = { layer, page, onPage: setPage }
  if (layer.kind === 'entry') return <EntryRows {...rest} />
  return layer.geometry === 'polygon' ? <AreaRows {...rest} bounds={bounds} /> : <RegisteredRows {...rest} />
}

type RowsProps = { layer: MapLayer; page: number; onPage: (page: number) => void }

function AreaRows({ layer, page, onPage, bounds }: RowsProps & { bounds: Bounds }) {
  const t = useT()
  const text = useLocalText()
  const { locale } = useLocale()
  const [, change] = useAddress()
  const { data, error, refetch } = useQuery(shapesQuery(layer.id, bounds))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.features.length === 0) return <Empty title={t('map.screen.list.empty')} />
  const rows = data.features.toSorted((a, b) => (a.properties.code < b.properties.code ? -1 : 1))
  return (
    <>
      <Pager total={rows.length} size={pageSize} page={page} onPage={onPage} />
      <DataTable
        caption={text(layer.title)}
        rows={rows.slice((page - 1) * pageSize, page * pageSize)}
        rowKey={({ properties }) => properties.code}
        columns={[
          {
            key: 'name',
            title: t('map.screen.name'),
            render: ({ properties: { code, name, name_en: nameEn }, geometry }) => (
              <button
                type="button"
                className="map-link"
                onClick={() =>
                  change(
                    { open: `${layer.id}~${code}`, here: pointText(pointInside(geometry)), panel: null },
                    { push: true },
                  )
                }
              >
                {locale === 'en' ? nameEn || name : name}
              </button>
            ),
          },
          {
            key: 'code',
            title: t('map.screen.code'),
            width: 130,
            render: ({ properties }) => properties.code,
          },
          {
            key: 'area',
            title: t('map.screen.area'),
            align: 'end',
            width: 180,
            render: (feature) => <AreaText squareMetres={areaOfFeature(feature)} />,
          },
        ]}
      />
    </>
  )
}

function EntryRows({ layer, page, onPage }: RowsProps) {
  const t = useT()
  const text = useLocalText()
  const nameOf = useDivisionName()
  const ledger = layer.id.slice('entry:'.length)
  const { data, error, refetch } = useQuery(entriesQuery(ledger, { page, size: pageSize }))
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.rows.length === 0) return <Empty title={t('map.screen.list.empty')} />
  return (
    <>
      <p>
        <AppLink to={`/ledgers/${ledger}`}>{t('map.screen.list.ledger')}</AppLink>
      </p>
      <Pager total={data.total} size={pageSize} page={page} onPage={onPage} />
      <DataTable
        caption={text(layer.title)}
        rows={data.rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'title',
            title: t('map.screen.name'),
            width: 200,
            render: ({ id, title, no }) => <AppLink to={`/entries/${id}`}>{title || no}</AppLink>,
          },
          { key: 'place', title: t('map.screen.place'), render: (row) => nameOf(row.divisionCode) },
          {
            key: 'light',
            title: t('map.screen.light'),
            width: 110,
            render: ({ light }) => light && <Light light={light} />,
          },
        ]}
      />
    </>
  )
}

type Registered = { id: string; name: string; divisionCode: string }

function RegisteredRows({ layer, page, onPage }: RowsProps) {
  const t = useT()
  const text = useLocalText()
  const nameOf = useDivisionName()
  const kind = layer.kind === 'enterprise' ? 'enterprise' : 'place'
  const { data, error, refetch } = useQuery({
    queryKey: ['registry', kind, 'map', page],
    queryFn: ({ signal }) =>
      api.get<{ rows: Registered[]; total: number }>(kind === 'place' ? '/api/places' : '/api/enterprises', {
        signal,
        query: { page, size: pageSize },
      }),
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.rows.length === 0) return <Empty title={t('map.screen.list.empty')} />
  return (
    <>
      <Pager total={data.total} size={pageSize} page={page} onPage={onPage} />
      <DataTable
        caption={text(layer.title)}
        rows={data.rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            title: t('map.screen.name'),
            width: 220,
            render: ({ id, name }) => (
              <AppLink to={addressWith('/registry', { kind, open: id })}>{name}</AppLink>
            ),
          },
          { key: 'place', title: t('map.screen.place'), render: (row) => nameOf(row.divisionCode) },
        ]}
      />
    </>
  )
}
