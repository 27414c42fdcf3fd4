import { useCallback, useEffect, useRef, useState } from 'react'
import type { Position } from '#kernel/divisions/model'
import type { Standing } from '../canvas/use-map.ts'
import { drawSketch, removeSketch } from './draw-sketch.ts'
import { blank, ended, type Sketch, withoutLast, withPoint } from './sketch.ts'

export type Sketching = Sketch & { undo: () => void; finish: () => void; restart: () => void }

type Options = {
  standing: Standing | null
  /** What is drawn; null while nothing is. */
  kind: 'line' | 'polygon' | null
  /** Where a point falls on something that is there already. */
  snap?: ((at: Position) => Position) | undefined
}

const asIs = (at: Position): Position => at

/**
 * Draws a line or ring on the map: a press adds a point, a double press ends it. With the keys: arrows move the map,
 * the space bar adds its middle, Backspace takes the last point back, Enter ends, Escape begins anew.
 */
export function useSketch({ standing, kind, snap = asIs }: Options): Sketching {
  const [sketch, setSketch] = useState<Sketch>(blank)
  const [hover, setHover] = useState<Position | null>(null)
  const latest = useRef(snap)
  useEffect(() => {
    latest.current = snap
  })
  useEffect(() => setSketch(blank), [kind])
  const finish = useCallback(() => setSketch((held) => (kind ? ended(held, kind) : held)), [kind])
  const undo = useCallback(() => setSketch(withoutLast), [])
  const restart = useCallback(() => setSketch(blank), [])
  useEffect(() => {
    if (!standing || !kind) return
    const { map } = standing
    const canvas = map.getCanvas()
    const add = (at: Position) => setSketch((held) => withPoint(held, latest.current(at)))
    const subscriptions = [
      map.on('click', ({ lngLat }) => add([lngLat.lng, lngLat.lat])),
      map.on('mousemove', ({ lngLat }) => setHover(latest.current([lngLat.lng, lngLat.lat]))),
      map.on('dblclick', finish),
    ]
    const onKey = (press: KeyboardEvent) => {
      const { lng, lat } = map.getCenter()
      const run = { ' ': () => add([lng, lat]), Enter: finish, Backspace: undo, Escape: restart }[press.key]
      if (!run) return
      press.preventDefault()
      run()
    }
    map.doubleClickZoom.disable()
    canvas.style.cursor = 'crosshair'
    canvas.addEventListener('keydown', onKey)
    return () => {
      for (const one of subscriptions) one.unsubscribe()
      canvas.removeEventListener('keydown', onKey)
      canvas.style.cursor = ''
      if (!standing.isGone()) map.doubleClickZoom.enable()
      setHover(null)
    }
  }, [standing, kind, finish, undo, restart])
  useEffect(() => {
    if (!standing || !kind) return
    drawSketch(standing, kind, sketch, hover)
  }, [standing, kind, sketch, hover])
  useEffect(() => {
    if (standing && kind) return () => removeSketch(standing)
  }, [standing, kind])
  return { ...sketch, undo, finish, restart }
}
