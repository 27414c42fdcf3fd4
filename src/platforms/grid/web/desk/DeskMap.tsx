import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { SpotsMap } from '#kernel/map/web'
import { type ApiQuery, asApiError, useAddress, useT } from '#kernel/ui/web'
import { spotsQuery } from './queries.ts'

type DeskMapProps = { query: ApiQuery; open: string | undefined; onOpen: (entryId: string) => void }
type Bounds = readonly [west: number, south: number, east: number, north: number]

/** A little more than what is seen, so that a small move asks for nothing. */
function around([west, south, east, north]: Bounds): string {
  const [across, up] = [(east - west) / 2, (north - south) / 2]
  const round = (value: number) => value.toFixed(4)
  return [west - across, south - up, east + across, north + up].map(round).join(',')
}

/** The incidents of the list on the map, under the same filters. */
export function DeskMap({ query, open, onOpen }: DeskMapProps) {
  const t = useT()
  const [address, change] = useAddress()
  const [shown, setShown] = useState<{ bbox: string; zoom: number } | null>(null)
  // The map has no order.
  const { sort: _sort, ...filters } = query
  const { data, error } = useQuery({
    ...spotsQuery({ ...filters, ...shown }),
    enabled: shown !== null,
  })
  const spots = useMemo(
    () => (data?.spots ?? []).map(({ id, title, ...rest }) => ({ key: id, name: title, ...rest })),
    [data],
  )
  return (
    <div className="desk-map">
      <SpotsMap
        title={t('dispatching.map')}
        spots={spots}
        open={open}
        onOpen={onOpen}
        at={address['at']}
        onView={(at, bounds, zoom) => {
          change({ at })
          setShown({ bbox: around(bounds), zoom: Math.round(zoom) })
        }}
      />
      {error && !data && (
        <p className="desk-map-said" role="alert">
          {asApiError(error).detail}
        </p>
      )}
      {data !== undefined && data.unplaced > 0 && (
        <p className="desk-map-said" role="status">
          {t('dispatching.unplaced', { count: data.unplaced })}
        </p>
      )}
    </div>
  )
}
