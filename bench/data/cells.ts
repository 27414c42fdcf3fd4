import type { IndexedShape } from '#kernel/map/server'

const [west, south, width, height] = [120.2, 41.3, 0.8, 0.6]
const perSide = 6

/** The same numbers on every run (Lehmer). */
function randomNumbers(): () => number {
  let state = 20260301
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

/** Invented cells that share their borders, 24 points each, and points among them; the same on every run. */
export class InventedCells {
  readonly #random = randomNumbers()
  readonly #across: number
  readonly #corners: [number, number][]
  readonly shapes: IndexedShape[]

  constructor(count: number) {
    const across = Math.ceil(Math.sqrt(count))
    this.#across = across
    // A corner of the sheet, moved a little; sides have points between that are the same from both neighbours.
    this.#corners = Array.from({ length: (across + 1) ** 2 }, (_, i): [number, number] => [
      west + ((i % (across + 1)) + (this.#random() - 0.5) * 0.4) * (width / across),
      south + (Math.floor(i / (across + 1)) + (this.#random() - 0.5) * 0.4) * (height / across),
    ])
    this.shapes = Array.from({ length: count }, (_, i) => this.#shape(i))
  }

  /** Somewhere on the sheet. */
  point(): [longitude: number, latitude: number] {
    return [west + this.#random() * width, south + this.#random() * height]
  }

  #corner(x: number, y: number): [number, number] {
    return this.#corners[y * (this.#across + 1) + x] as [number, number]
  }

  #shape(i: number): IndexedShape {
    const [x, y] = [i % this.#across, Math.floor(i / this.#across)]
    const quad = [
      [x, y],
      [x + 1, y],
      [x + 1, y + 1],
      [x, y + 1],
    ].map(([a = 0, b = 0]) => this.#corner(a, b))
    const ring = quad.flatMap((a, k) => {
      const side = sideOf(a, quad[(k + 1) % 4] as [number, number])
      return [a, ...side.filter(([px, py]) => px !== a[0] || py !== a[1])]
    })
    const code = `${211302001001 + (i % 900)}${String(i).padStart(6, '0')}`
    return {
      code,
      name: `网格${i}`,
      nameEn: `Cell ${i}`,
      schematic: true,
      area: { type: 'Polygon', coordinates: [[...ring, ring[0] as [number, number]]] },
      places: [code.slice(0, 12)],
    }
  }
}

function sideOf(a: [number, number], b: [number, number]): [number, number][] {
  const forth = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])
  const [from, to] = forth ? [a, b] : [b, a]
  const points = Array.from({ length: perSide }, (_, i): [number, number] => {
    const t = i / perSide
    const bend = i === 0 ? 0 : Math.sin(t * 9 + from[0] * 1e4) * 0.00004
    return [from[0] + t * (to[0] - from[0]) + bend, from[1] + t * (to[1] - from[1]) + bend]
  })
  return forth ? points : [b, ...points.slice(1)].toReversed()
}
