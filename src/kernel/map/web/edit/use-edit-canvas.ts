import type { MapMouseEvent } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import type { Position } from '#kernel/divisions/model'
import type { Standing } from '../canvas/use-map.ts'
import { drawEdit, editLayers, type EditScene, removeEdit } from './draw-edit.ts'
import { type Edge, moveVertex, same } from './vertices.ts'

type Hands = {
  onChoose: (code: string | null, more: boolean) => void
  onVertex: (at: Position | null) => void
  /** `join` where keys move it on and on. */
  onMove: (from: Position, to: Position, join?: boolean) => void
  onInsert: (edge: Edge, at: Position) => void
  onRemove: (at: Position) => void
}

/** The topology's grid: 10⁻⁷ degrees, about a centimetre. */
export const onGrid = ([x, y]: Position): Position => [Math.round(x * 1e7) / 1e7, Math.round(y * 1e7) / 1e7]

type Options = Hands & {
  standing: Standing | null
  scene: EditScene
  /** False while something is drawn: then presses belong to the sketch. */
  active: boolean
}

/** Shapes and their vertices under the pointer and the keys. */
export function useEditCanvas(options: Options): void {
  const { standing, scene, active } = options
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => {
    if (standing) drawEdit(standing, scene)
  }, [standing, scene])
  useEffect(() => (standing ? () => removeEdit(standing) : undefined), [standing])
  useEffect(() => {
    if (!standing || !active) return
    const ends = [dragging(standing, latest), pressing(standing, latest), keys(standing, latest)]
    return () => ends.forEach((end) => end())
  }, [standing, active])
}

type Latest = { current: Options }

/** What is under the pointer, by its place in the scene: positions on the canvas are rounded, those are not. */
function under({ map }: Standing, { point: { x, y } }: MapMouseEvent, layer: string): number | null {
  if (!map.getLayer(layer)) return null
  const box: [[number, number], [number, number]] = [
    [x - 5, y - 5],
    [x + 5, y + 5],
  ]
  const [hit] = map.queryRenderedFeatures(box, { layers: [layer] })
  const index: unknown = hit?.properties['index']
  return typeof index === 'number' ? index : null
}

const vertexUnder = (standing: Standing, press: MapMouseEvent, { scene }: Options): Position | null =>
  scene.vertices[under(standing, press, editLayers.vertices) ?? -1]?.at ?? null

function dragging(standing: Standing, latest: Latest): () => void {
  const { map } = standing
  let from: Position | null = null
  let to: Position | null = null
  const subscriptions = [
    map.on('mousedown', (press) => {
      from = vertexUnder(standing, press, latest.current)
      if (from) press.preventDefault()
    }),
    map.on('mousemove', ({ lngLat }) => {
      if (!from) return
      to = onGrid([lngLat.lng, lngLat.lat])
      drawEdit(standing, moving(latest.current.scene, from, to))
    }),
    map.on('mouseup', () => {
      const { onMove, onVertex } = latest.current
      if (from && to && !same(from, to)) onMove(from, to)
      else if (from) onVertex(from)
      from = null
      to = null
    }),
  ]
  return () => subscriptions.forEach((one) => one.unsubscribe())
}

/** The scene while a vertex is being moved: every shape that has it follows. */
function moving(scene: EditScene, from: Position, to: Position): EditScene {
  return {
    ...scene,
    shapes: moveVertex(scene.shapes, from, to),
    vertices: scene.vertices.map((vertex) => (same(vertex.at, from) ? { ...vertex, at: to } : vertex)),
    edges: [],
    vertex: to,
  }
}

function pressing(standing: Standing, latest: Latest): () => void {
  const { map } = standing
  const subscription = map.on('click', (press) => {
    const { scene, onChoose, onInsert, onVertex } = latest.current
    if (vertexUnder(standing, press, latest.current)) return
    const edge = scene.edges[under(standing, press, editLayers.middles) ?? -1]
    if (edge) return onInsert(edge, onGrid(edge.middle))
    const [hit] = map.getLayer(editLayers.fill)
      ? map.queryRenderedFeatures(press.point, { layers: [editLayers.fill] })
      : []
    const code: unknown = hit?.properties['code']
    const { shiftKey, ctrlKey, metaKey } = press.originalEvent
    onVertex(null)
    onChoose(typeof code === 'string' ? code : null, shiftKey || ctrlKey || metaKey)
  })
  return () => subscription.unsubscribe()
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

/** With a vertex chosen, arrows move it instead of the map: a px, ten with Shift; Delete takes it out. */
function keys({ map }: Standing, latest: Latest): () => void {
  const canvas = map.getCanvas()
  const onKey = (press: KeyboardEvent) => {
    const { scene, onMove, onRemove, onVertex } = latest.current
    const { vertex } = scene
    if (!vertex) return
    const step = steps[press.key]
    if (step) {
      const { x, y } = map.project(vertex)
      const far = press.shiftKey ? 10 : 1
      const { lng, lat } = map.unproject([x + step[0] * far, y + step[1] * far])
      onMove(vertex, onGrid([lng, lat]), true)
    } else if (press.key === 'Delete' || press.key === 'Backspace') onRemove(vertex)
    else if (press.key === 'Escape') onVertex(null)
    else return
    press.preventDefault()
    press.stopPropagation()
  }
  canvas.addEventListener('keydown', onKey)
  return () => canvas.removeEventListener('keydown', onKey)
}
