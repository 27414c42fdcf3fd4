import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { LayerChange, LayerEdit, LayerShapes } from '#kernel/map/model'
import { api, asApiError, newClientKey, useClientKey } from '#kernel/ui/web'
import { layerPath } from '../queries.ts'
import {
  answered,
  begin,
  editsOf,
  type PlacedFault,
  redone,
  shapesOf,
  type Steps,
  undone,
  withStep,
  withVertexStep,
} from './steps.ts'
import { type Shapes, withChange } from './vertices.ts'

/** Why something was not done: in the server's words, with the faults where they are. */
export type Refusal = { kind: 'faults' | 'stale' | 'other'; detail: string; faults: readonly PlacedFault[] }

function refusalOf(thrown: unknown): Refusal {
  const { status, detail, fields } = asApiError(thrown)
  const kind = status === 409 ? 'stale' : fields.length > 0 ? 'faults' : 'other'
  return { kind, detail, faults: fields }
}

export type Editing = {
  held: Steps
  /** A question or a save is under way. */
  busy: boolean
  refusal: Refusal | null
  saved: boolean
  /** A step on vertices: seen at once, then asked about. `join` makes one step of moving the same vertex on. */
  vertex: (edit: LayerEdit, change: (shapes: Shapes) => Shapes, join?: boolean) => void
  /** A step that the server works out; false where it refused. */
  whole: (edit: LayerEdit) => Promise<boolean>
  undo: () => void
  redo: () => void
  save: () => Promise<void>
  /** Begins with the layer as it is now, and does one's steps again on it. */
  again: (shapes: LayerShapes, keep: boolean) => Promise<void>
}

type Ask = (version: number, edits: readonly LayerEdit[], dryRun: boolean) => Promise<LayerChange>

/** The same save sent twice is done once. */
function useAsk(layer: string): { ask: Ask; done: () => void } {
  const { keyFor, done } = useClientKey()
  const ask: Ask = async (version, edits, dryRun) => {
    const body = { expectedVersion: version, dryRun, edits }
    const clientKey = dryRun ? newClientKey() : keyFor(body)
    return api.post<LayerChange>(`${layerPath(layer)}/edits`, body, { clientKey })
  }
  return { ask, done }
}

type Checking = {
  ask: Ask
  latest: { current: Steps }
  put: (next: Steps) => void
  onRefusal: (refusal: Refusal) => void
}

/** Asks what would come of the steps. Where the geometry is at fault they stay, with the faults beside them. */
async function check(asked: Steps, { ask, latest, put, onRefusal }: Checking): Promise<void> {
  const edits = editsOf(asked)
  try {
    const change = await ask(asked.version, edits, true)
    put(answered(latest.current, edits, { shapes: withChange(asked.base, change), faults: [] }))
  } catch (error) {
    const refused = refusalOf(error)
    if (refused.kind !== 'faults') onRefusal(refused)
    else put(answered(latest.current, edits, { shapes: shapesOf(asked), faults: refused.faults }))
  }
}

/** One step after another, so that each can be undone by itself. */
async function doAgain(
  now: LayerShapes,
  edits: readonly LayerEdit[],
  { ask, latest, put }: Omit<Checking, 'onRefusal'>,
): Promise<void> {
  for (const [at, edit] of edits.entries()) {
    const change = await ask(now.version, edits.slice(0, at + 1), true)
    put(withStep(latest.current, edit, withChange(now.features, change), []))
  }
}

/** A key that is held down asks once, when it is let go. */
const pauseMilliseconds = 200

function useLater(): (work: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (work) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(work, pauseMilliseconds)
  }
}

/** The steps of an edit, each tried by the server before anything is written. */
export function useEditSteps(layer: string, shapes: LayerShapes): Editing {
  const client = useQueryClient()
  const [held, setHeld] = useState(() => begin(shapes.version, shapes.features))
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [saved, setSaved] = useState(false)
  const latest = useRef(held)
  const put = useCallback((next: Steps) => {
    latest.current = next
    setHeld(next)
  }, [])
  const { ask, done } = useAsk(layer)
  const later = useLater()
  const during = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true)
    setSaved(false)
    setRefusal(null)
    try {
      await work()
      return true
    } catch (error) {
      setRefusal(refusalOf(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return {
    held,
    busy,
    refusal,
    saved,
    vertex: (edit, change, join = false) => {
      const next = withVertexStep(latest.current, edit, change(shapesOf(latest.current)), join)
      put(next)
      setRefusal(null)
      setSaved(false)
      later(() => void check(next, { ask, latest, put, onRefusal: setRefusal }))
    },
    whole: async (edit) =>
      during(async () => {
        const before = latest.current
        const change = await ask(before.version, [...editsOf(before), edit], true)
        put(withStep(before, edit, withChange(before.base, change), []))
      }),
    undo: () => {
      setRefusal(null)
      put(undone(latest.current))
    },
    redo: () => put(redone(latest.current)),
    save: async () => {
      const written = await during(async () => {
        const before = latest.current
        const change = await ask(before.version, editsOf(before), false)
        done()
        put(begin(change.version, withChange(before.base, change)))
      })
      setSaved(written)
      if (written) await client.invalidateQueries({ queryKey: ['map'] })
    },
    again: async (now, keep) => {
      const edits = keep ? editsOf(latest.current) : []
      put(begin(now.version, now.features))
      await during(async () => doAgain(now, edits, { ask, latest, put }))
    },
  }
}
