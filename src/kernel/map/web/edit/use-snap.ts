import { useCallback, useMemo } from 'react'
import { type Position, polygonsOf } from '#kernel/divisions/model'
import type { Standing } from '../canvas/use-map.ts'
import { onGrid } from './use-edit-canvas.ts'
import type { Shapes } from './vertices.ts'

const nearPx = 8

/** A point that is drawn near a vertex falls on it: so neighbours meet without a gap. */
export function useSnap(standing: Standing | null, shapes: Shapes): (at: Position) => Position {
  const vertices = useMemo(() => shapes.flatMap(({ geometry }) => polygonsOf(geometry).flat(2)), [shapes])
  return useCallback(
    (at) => {
      if (!standing) return onGrid(at)
      const { map } = standing
      const here = map.project(at)
      const edge = map.unproject([here.x + nearPx, here.y + nearPx])
      const [across, up] = [Math.abs(edge.lng - at[0]), Math.abs(edge.lat - at[1])]
      let best: { position: Position; far: number } | undefined
      for (const position of vertices) {
        const [dx, dy] = [Math.abs(position[0] - at[0]) / across, Math.abs(position[1] - at[1]) / up]
        const far = Math.hypot(dx, dy)
        if (far <= 1 && (!best || far < best.far)) best = { position, far }
      }
      return best?.position ?? onGrid(at)
    },
    [standing, vertices],
  )
}
