import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { DivisionFeatures } from '#kernel/divisions/model'
import { formatDate } from '#kernel/ui/model'
import {
  api,
  ErrorState,
  Loading,
  useDocumentTitle,
  useLive,
  useLiveState,
  useLocale,
  useT,
} from '#kernel/ui/web'
import type { GridWallAnswer } from '../../model/wall/grid-wall.ts'
import { GridWallScreen } from './GridWallScreen.tsx'

const wallKey = ['grid', 'wall'] as const
/** Many changes at once are read once. */
const gatherMilliseconds = 2_000

/** What happens to incidents shows at once; on the wall of a busy day, every two seconds. */
function useLiveWall(): void {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive((message) => {
    if (message.type === 'notice' || (message.type === 'entry' && message.ledger !== 'incident')) return
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      void client.invalidateQueries({ queryKey: wallKey })
    }, gatherMilliseconds)
  })
}

function useShapes(layer: 'township' | 'district') {
  return useQuery({
    queryKey: ['divisions', 'geojson', layer],
    queryFn: ({ signal }) =>
      api.get<DivisionFeatures>('/api/divisions.geojson', { query: { layer }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The wall of incidents (网格事件墙), live. */
export default function GridWallPage() {
  const t = useT()
  const { locale } = useLocale()
  const live = useLiveState()
  useDocumentTitle(t('grid.wall.title'))
  useLiveWall()
  const wall = useQuery({
    queryKey: [...wallKey, locale],
    queryFn: ({ signal }) => api.get<GridWallAnswer>('/api/grid/wall', { signal }),
    // Dates pass, and patrols move, though nothing is said of an incident.
    refetchInterval: 30_000,
  })
  const townships = useShapes('township')
  const districts = useShapes('district')
  const fault = wall.error ?? townships.error ?? districts.error
  if (fault && !wall.data) return <ErrorState error={fault} onRetry={() => void wall.refetch()} />
  if (!wall.data || !townships.data || !districts.data) return <Loading />
  return (
    <GridWallScreen
      answer={wall.data}
      townships={townships.data}
      districts={districts.data}
      lostSince={live.kind === 'lost' ? formatDate(live.since, true).slice(11) : null}
    />
  )
}
