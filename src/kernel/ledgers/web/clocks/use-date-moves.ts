import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { DateMovesDone } from '#kernel/ledgers/model'
import { api } from '#kernel/ui/web'

export type Moving = { moved: number; total: number; running: boolean; error: unknown }

const idle: Moving = { moved: 0, total: 0, running: false, error: null }

/** Confirms the dates piece by piece. It can be stopped: what is done is done, and the rest stays listed. */
export function useMoveDates() {
  const client = useQueryClient()
  const [state, setState] = useState<Moving>(idle)
  const stopped = useRef(false)
  const run = async (calendar: string, total: number) => {
    stopped.current = false
    setState({ moved: 0, total, running: true, error: null })
    let error: unknown = null
    let moved = 0
    try {
      for (let left = total; left > 0 && !stopped.current; ) {
        const done = await api.post<DateMovesDone>('/api/date-moves', { calendar, limit: 100 })
        moved += done.moved
        // Entries that somebody acts on all the time are left for the next confirmation.
        left = done.moved === 0 ? 0 : done.left
        setState({ moved, total, running: true, error: null })
      }
    } catch (fault) {
      error = fault
    }
    setState({ moved, total, running: false, error })
    await client.invalidateQueries({ queryKey: ['date-moves'] })
  }
  return {
    state,
    run,
    stop: () => {
      stopped.current = true
    },
  }
}
