import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import type { Position } from '#kernel/divisions/model'
import { useT } from '#kernel/ui/web'
import { useStanding } from '../canvas/standing.ts'
import { onGrid } from './use-edit-canvas.ts'
import { keyOf, same, type Vertex } from './vertices.ts'

type VertexFormProps = {
  vertices: readonly Vertex[]
  at: Position | null
  onVertex: (at: Position | null) => void
  onMove: (from: Position, to: Position) => void
  onRemove: (at: Position) => void
}

/** One vertex after another, and its coordinates to type: what the pointer does, without one. */
export function VertexForm({ vertices, at, onVertex, onMove, onRemove }: VertexFormProps) {
  const t = useT()
  const standing = useStanding()
  const index = at ? vertices.findIndex((vertex) => same(vertex.at, at)) : -1
  const vertex = vertices[index]
  const go = (step: number) => {
    const next = vertices[(index + step + vertices.length) % vertices.length]
    if (!next) return
    onVertex(next.at)
    if (standing && !standing.map.getBounds().contains(next.at)) standing.map.panTo(next.at)
  }
  return (
    <section>
      <h3>{t('map.edit.vertices', { count: vertices.length })}</h3>
      <p className="yw-quiet">{t('map.edit.vertices.how')}</p>
      <div className="yw-sheet-actions">
        <Button size="small" onClick={() => go(-1)}>
          {t('map.edit.vertex.previous')}
        </Button>
        <Button size="small" onClick={() => go(1)}>
          {t('map.edit.vertex.next')}
        </Button>
        {vertex && (
          <Button size="small" onClick={() => onRemove(vertex.at)}>
            {t('map.edit.vertex.remove')}
          </Button>
        )}
      </div>
      {vertex && (
        <>
          <p>
            {vertex.codes.length > 1
              ? t('map.edit.vertex.shared', { codes: vertex.codes.join(', ') })
              : t('map.edit.vertex.single')}
          </p>
          <Coordinates key={keyOf(vertex.at)} at={vertex.at} onMove={(to) => onMove(vertex.at, to)} />
        </>
      )}
    </section>
  )
}

function Coordinates({ at, onMove }: { at: Position; onMove: (to: Position) => void }) {
  const t = useT()
  const id = useId()
  const [longitude, setLongitude] = useState(String(at[0]))
  const [latitude, setLatitude] = useState(String(at[1]))
  const to: Position = [Number(longitude), Number(latitude)]
  const valid = [longitude, latitude].every((part) => part.trim() !== '') && to.every(Number.isFinite)
  const moved = valid && !same(onGrid(to), at)
  return (
    <form
      className="map-coordinates"
      onSubmit={(submit) => {
        submit.preventDefault()
        if (moved) onMove(onGrid(to))
      }}
    >
      <label htmlFor={`${id}x`}>{t('map.edit.longitude')}</label>
      <Input
        id={`${id}x`}
        value={longitude}
        inputMode="decimal"
        status={valid ? '' : 'error'}
        onChange={({ target }) => setLongitude(target.value)}
      />
      <label htmlFor={`${id}y`}>{t('map.edit.latitude')}</label>
      <Input
        id={`${id}y`}
        value={latitude}
        inputMode="decimal"
        status={valid ? '' : 'error'}
        onChange={({ target }) => setLatitude(target.value)}
      />
      <Button htmlType="submit" disabled={!moved}>
        {t('map.edit.vertex.move')}
      </Button>
    </form>
  )
}
