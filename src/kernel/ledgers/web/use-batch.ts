import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { AbilityList, BatchAnswer } from '#kernel/ledgers/model'
import { type ApiError, api, asApiError, newClientKey } from '#kernel/ui/web'

export type BatchEntry = AbilityList[number]
export type BatchOutcome = { entryId: string; reason: string | null }

type Input = Record<string, unknown>
type Sending = {
  action: string
  /** The same for all, or what each is told. */
  input: Input | ((entry: BatchEntry) => Input)
  effectiveAt?: string
}
type Chunk = { key: string; entries: readonly BatchEntry[] }

/** So many go in one request: progress shows, and what is cancelled stops soon. */
const chunkSize = 20

/**
 * Does one thing to many entries, some at a time. A part that got no answer keeps its key, so that going on after a
 * lost connection does nothing twice.
 */
export function useBatch(ledger: string) {
  const client = useQueryClient()
  const [outcomes, setOutcomes] = useState<readonly BatchOutcome[]>([])
  const [running, setRunning] = useState(false)
  const [broken, setBroken] = useState<ApiError | null>(null)
  const waiting = useRef<Chunk[]>([])
  const cancelled = useRef(false)
  const sending = useRef<Sending | null>(null)

  const settle = () => {
    setRunning(false)
    for (const queryKey of [['entries', ledger], ['entry'], ['tasks']])
      void client.invalidateQueries({ queryKey })
  }
  const goOn = async () => {
    const what = sending.current
    if (!what) return
    cancelled.current = false
    setBroken(null)
    setRunning(true)
    try {
      for (let chunk = waiting.current[0]; chunk && !cancelled.current; chunk = waiting.current[0]) {
        const actions = chunk.entries.map((entry) => ({
          ...what,
          entryId: entry.id,
          expectedSeq: entry.seq,
          input: typeof what.input === 'function' ? what.input(entry) : what.input,
        }))
        const { results } = await api.post<BatchAnswer>('/api/actions', { actions }, { clientKey: chunk.key })
        waiting.current = waiting.current.slice(1)
        const done = results.map((item) => ({
          entryId: item.entryId,
          reason: 'problem' in item ? item.problem.detail : null,
        }))
        setOutcomes((before) => [...before, ...done])
      }
    } catch (error) {
      setBroken(asApiError(error))
    }
    settle()
  }
  const start = (entries: readonly BatchEntry[], what: Sending) => {
    sending.current = what
    waiting.current = Array.from({ length: Math.ceil(entries.length / chunkSize) }, (_, index) => ({
      key: newClientKey(),
      entries: entries.slice(index * chunkSize, (index + 1) * chunkSize),
    }))
    setOutcomes([])
    void goOn()
  }
  const cancel = () => {
    cancelled.current = true
  }
  return { outcomes, running, broken, start, goOn: () => void goOn(), cancel }
}
