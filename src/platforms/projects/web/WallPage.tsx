import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { DivisionFeatures } from '#kernel/divisions/model'
import { formatDate } from '#kernel/ui/model'
import {
  addressWith,
  api,
  ErrorState,
  Loading,
  useAddress,
  useDocumentTitle,
  useGo,
  useLive,
  useLiveState,
  useLocale,
  useSession,
  useT,
} from '#kernel/ui/web'
import { chartGroupings } from '../model/wall.ts'
import type { WallAnswer } from '../model/wall-rows.ts'
import { problemAddress, projectAddress } from './addresses.ts'
import { WallScreen } from './wall/WallScreen.tsx'

const wallKey = ['projects', 'wall'] as const

function useShapes(layer: 'township' | 'district') {
  return useQuery({
    queryKey: ['divisions', 'geojson', layer],
    queryFn: ({ signal }) =>
      api.get<DivisionFeatures>('/api/divisions.geojson', { query: { layer }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The wall chart, live; `?asOf=2022-04-30` shows an earlier day. */
export default function WallPage() {
  const t = useT()
  const { locale } = useLocale()
  const [{ asOf, group }, change] = useAddress()
  const chart = chartGroupings.find((known) => known === group) ?? null
  const go = useGo()
  const client = useQueryClient()
  const live = useLiveState()
  const mayExport = useSession().session.rights.includes('ledgers.export')
  useDocumentTitle(t('projects.title'))
  useLive((message) => {
    if (message.type === 'notice') return
    if (message.type === 'entry' && message.ledger !== 'project' && message.ledger !== 'problem') return
    void client.invalidateQueries({ queryKey: wallKey })
  })
  const wall = useQuery({
    queryKey: [...wallKey, asOf ?? 'today', locale],
    queryFn: ({ signal }) => api.get<WallAnswer>('/api/projects/wall', { query: { asOf }, signal }),
    placeholderData: keepPreviousData,
    // Past midnight the live wall is another day's, though nothing happened.
    refetchInterval: 60_000,
  })
  const townships = useShapes('township')
  const districts = useShapes('district')
  const pickDay = useCallback((day: string | null) => change({ asOf: day }), [change])
  const openEntry = useCallback(
    (id: string) => {
      const isProject = wall.data?.projects.some((project) => project.id === id) ?? false
      go(isProject ? projectAddress(id, asOf) : problemAddress(id, asOf))
    },
    [go, wall.data, asOf],
  )
  const shapes = useMemo(
    () => townships.data && districts.data && { townships: townships.data, districts: districts.data },
    [townships.data, districts.data],
  )
  const fault = wall.error ?? townships.error ?? districts.error
  if (fault && !wall.data) return <ErrorState error={fault} onRetry={() => void wall.refetch()} />
  if (!wall.data || !shapes) return <Loading />
  const lostSince = live.kind === 'lost' ? formatDate(live.since, true).slice(11) : null
  return (
    <WallScreen
      answer={wall.data}
      shapes={shapes}
      locale={locale}
      lostSince={lostSince}
      onPickDay={pickDay}
      openEntry={openEntry}
      chart={chart}
      onChart={(next) => change({ group: next })}
      paper={mayExport ? addressWith('/api/projects/wall.pdf', { asOf, group: chart ?? undefined }) : null}
    />
  )
}
