/**
 * `node bench/tiles.ts`: how long a tile of 150,000 invented shapes takes, beside the bare search for what lies in it.
 * Needs no database. `node bench/tiles.ts 20000` takes as many shapes as it is told.
 */
import Flatbush from 'flatbush'
import { type IndexedShape, ShapeIndex, TileMaker } from '#kernel/map/server'
import { InventedCells } from './data/cells.ts'

const count = Number(process.argv[2] ?? 150_000)
function percentile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2)
}

function addressAt(cells: InventedCells, z: number) {
  const [longitude, latitude] = cells.point()
  const sine = Math.sin((latitude * Math.PI) / 180)
  const x = Math.floor((longitude / 360 + 0.5) * 2 ** z)
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z)
  return { z, x, y }
}

function bareTree(all: readonly IndexedShape[]): Flatbush {
  const tree = new Flatbush(all.length)
  for (const { area } of all) {
    const [points = []] = area.coordinates as [number, number][][]
    const xs = points.map(([x]) => x / 360 + 0.5)
    const ys = points.map(([, y]) => {
      const sine = Math.sin((y * Math.PI) / 180)
      return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
    })
    tree.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
  }
  tree.finish()
  return tree
}

async function main(): Promise<void> {
  const cells = new InventedCells(count)
  const all = cells.shapes
  const started = performance.now()
  const index = new ShapeIndex(all)
  process.stdout.write(`${count} shapes, indexed in ${Math.round(performance.now() - started)} ms\n\n`)
  const tree = bareTree(all)
  const tiles = new TileMaker()
  const roots = ['211302']
  process.stdout.write(
    '| Zoom | shapes | bytes | tile p50 | p95 | p99 ms | bare search p50 ms | through the thread p50 ms |\n',
  )
  process.stdout.write('|--:|--:|--:|--:|--:|--:|--:|--:|\n')
  for (const z of [8, 10, 12, 13, 14, 15, 16]) {
    const made: number[] = []
    const bare: number[] = []
    const asked: number[] = []
    let [found, bytes] = [0, 0]
    const runs = z < 12 ? 20 : 300
    for (let run = -Math.ceil(runs / 5); run < runs; run += 1) {
      const address = addressAt(cells, z)
      const world = 2 ** z
      const t0 = performance.now()
      const hits = tree.search(
        address.x / world,
        address.y / world,
        (address.x + 1) / world,
        (address.y + 1) / world,
      )
      const t1 = performance.now()
      const tile = index.tile('cell:bench', address, roots)
      const t2 = performance.now()
      await tiles.make({
        key: 'bench',
        layer: 'cell:bench',
        address,
        roots,
        content: async () => ({ shapes: all }),
      })
      const t3 = performance.now()
      if (run < 0) continue
      bare.push(t1 - t0)
      made.push(t2 - t1)
      asked.push(t3 - t2)
      found += hits.length
      bytes += tile.length
    }
    const row = [
      z,
      Math.round(found / runs),
      Math.round(bytes / runs),
      percentile(made, 0.5),
      percentile(made, 0.95),
    ]
    const rest = [percentile(made, 0.99), percentile(bare, 0.5), percentile(asked, 0.5)]
    process.stdout.write(`| ${[...row, ...rest].join(' | ')} |\n`)
  }
  await tiles.close()
}

await main()
