/** A mesh of jittered six-sided cells. Its topology is known by integers, so borders are shared by construction. */

export type Point = readonly [x: number, y: number]
/** A mesh cell by its axial coordinates. */
export type MeshCell = { readonly q: number; readonly r: number; readonly centre: Point }

export type Mesh = {
  readonly cells: readonly MeshCell[]
  /** Indices of the cells across each of the six sides, undefined at the rim. */
  neighbours(index: number): readonly (number | undefined)[]
  /** The keys of the two corners of side `side`, counter-clockwise. */
  side(index: number, side: number): readonly [string, string]
  /** Where a corner lies, jittered. */
  corner(key: string): Point
}

/** In order around the cell, so that side n's corners are shared with directions n-1 and n+1. */
const directions = [
  [1, 0],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [0, -1],
  [1, -1],
] as const

/** A number in [0, 1) that depends on nothing but the seed and the key (FNV-1a, then a mixer). */
export function chance(seed: number, key: string): number {
  let hash = 2166136261 ^ seed
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 16777619)
  }
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507)
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296
}

function place(q: number, r: number, spacing: number): Point {
  return [spacing * (q + r / 2), ((spacing * Math.sqrt(3)) / 2) * r]
}

/**
 * All cells whose centre the outline takes in. `spacing` is the distance between centres; corners move by up to
 * `jitter` of a side's length in each direction.
 */
export function buildMesh(
  inside: (point: Point) => boolean,
  extent: number,
  { spacing, jitter, seed }: { spacing: number; jitter: number; seed: number },
): Mesh {
  const cells: MeshCell[] = []
  const index = new Map<string, number>()
  const reach = Math.ceil((extent / spacing) * 1.3)
  for (let r = -reach; r <= reach; r++) {
    for (let q = -2 * reach; q <= 2 * reach; q++) {
      const centre = place(q, r, spacing)
      if (Math.abs(centre[0]) > extent || Math.abs(centre[1]) > extent || !inside(centre)) continue
      index.set(`${q},${r}`, cells.length)
      cells.push({ q, r, centre })
    }
  }
  const around = cells.map(({ q, r }) => directions.map(([dq, dr]) => index.get(`${q + dq},${r + dr}`)))
  const sideLength = spacing / Math.sqrt(3)
  return {
    cells,
    neighbours: (cell) => around[cell] ?? [],
    side: (cell, side) => {
      const at = cells[cell]
      if (!at) throw new RangeError(`no mesh cell ${cell}`)
      const [before, here, after] = [side + 5, side, side + 1].map((n) => directions[n % 6] ?? directions[0])
      const key = (one: readonly [number, number], two: readonly [number, number]): string =>
        `${3 * at.q + one[0] + two[0]},${3 * at.r + one[1] + two[1]}`
      return [key(before ?? [0, 0], here ?? [0, 0]), key(here ?? [0, 0], after ?? [0, 0])]
    },
    corner: (key) => {
      const [q = 0, r = 0] = key.split(',').map(Number)
      const [x, y] = place(q / 3, r / 3, spacing)
      const move = (axis: string): number => (chance(seed, `${key}${axis}`) - 0.5) * 2 * jitter * sideLength
      return [x + move('x'), y + move('y')]
    },
  }
}
