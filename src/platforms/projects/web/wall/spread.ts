/** A box by its centre. */
export type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

const roundsMax = 200

/**
 * Moves boxes that lie on one another apart, each by as little as it takes, and keeps all of them inside the frame.
 * The same boxes always end in the same places.
 */
export function spread<B extends Box>(boxes: readonly B[], frame: { w: number; h: number }): B[] {
  const placed = boxes.map((box) => ({ ...box, ...inside(box, frame) }))
  for (let round = 0; round < roundsMax; round += 1) {
    let moved = false
    placed.forEach((a, i) => {
      for (const b of placed.slice(i + 1)) {
        const overX = (a.w + b.w) / 2 - Math.abs(a.x - b.x)
        const overY = (a.h + b.h) / 2 - Math.abs(a.y - b.y)
        if (overX <= 0.5 || overY <= 0.5) continue
        moved = true
        const axis = overX < overY ? 'x' : 'y'
        const step = Math.min(overX, overY) / 2
        const sign = a[axis] < b[axis] || (a[axis] === b[axis] && i % 2 === 0) ? 1 : -1
        Object.assign(
          a,
          { [axis]: a[axis] - sign * step },
          inside({ ...a, [axis]: a[axis] - sign * step }, frame),
        )
        Object.assign(
          b,
          { [axis]: b[axis] + sign * step },
          inside({ ...b, [axis]: b[axis] + sign * step }, frame),
        )
      }
    })
    if (!moved) break
  }
  return placed
}

function inside(box: Box, { w, h }: { w: number; h: number }): { x: number; y: number } {
  return {
    x: Math.min(Math.max(box.x, box.w / 2), w - box.w / 2),
    y: Math.min(Math.max(box.y, box.h / 2), h - box.h / 2),
  }
}
