/** The map and the list of a ledger with 100,000 open incidents, asked over HTTP of the program as it is served. */
import { sql } from 'kysely'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { House } from '../../src/main/house.ts'
import { mapLedger } from '../data/map-ledger.ts'
import { Random } from '../data/random.ts'
import { type Figures, measure, Stopwatch } from '../run/measure.ts'
import type { Served } from '../run/served.ts'

export const incidents = 100_000
const batchSize = 400

const roads = ['中山街', '新华路', '凌河大街', '珠江路', '燕都大街', '友谊路', '柳城路', '文化路']
const matters = [
  '井盖破损',
  '路灯不亮',
  '垃圾堆放',
  '占道经营',
  '积水',
  '护栏损坏',
  '噪声扰民',
  '树木倒伏',
  '漏水',
]

/** Registers them by the engine itself, a batch at a time, so that rows are what it leaves. */
export async function fillIncidents(house: House, actor: Actor, say: (text: string) => void): Promise<void> {
  const { engine, handle } = house
  const { rows: places } = await sql<{ code: string; x: number; y: number }>`
    select code, st_x(spot) as x, st_y(spot) as y from (
      select code, coalesce(label, st_pointonsurface(geom)) as spot from division
      where length(code) = 12 and code like '211302%' and geom is not null) as shaped order by code`.execute(
    handle.db,
  )
  const random = new Random(20260301)
  const draw = () => random.next()
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T
  const near = (value: number) => Number((value + (draw() - 0.5) * 0.03).toFixed(7))
  for (let done = 0; done < incidents; done += batchSize) {
    const requests = Array.from({ length: batchSize }, (_, index) => {
      const place = pick(places)
      const day = 1 + Math.floor(draw() * 28)
      const category = pick(mapLedger.categories)
      return {
        ledger: mapLedger.id,
        action: 'register',
        divisionCode: place.code,
        input: {
          title: `${pick(roads)}${1 + Math.floor(draw() * 400)}号${pick(matters)}${done + index}`,
          category,
          area: pick(mapLedger.areas),
          channel: pick(mapLedger.channels),
          gridCell: `${place.code}${String(1 + Math.floor(draw() * 6)).padStart(3, '0')}`,
          spot: { lng: near(place.x), lat: near(place.y) },
          // A third late, the rest due in the coming weeks.
          dueOn: `2026-${draw() < 0.33 ? '10' : '12'}-${String(day).padStart(2, '0')}`,
        },
      }
    })
    await engine.perform(actor, requests, newId())
    if (done % 20_000 === 0) say(`${done} incidents registered`)
  }
}

export type MapFigure = { what: string; figures: Figures; bytes?: number }

const query = (parameters: Record<string, string>) => new URLSearchParams(parameters).toString()
const listPath = (parameters: Record<string, string>) =>
  `/api/ledgers/${mapLedger.id}/entries?${query(parameters)}`
const newest = { sort: '-openedAt', size: '20' }

/** Twenty rows and the count of all that fit, over what one asks for at the desk. */
const lists: readonly { what: string; parameters: Record<string, string> }[] = [
  { what: 'all open ones', parameters: { open: 'true', ...newest } },
  { what: 'of one category', parameters: { 'f.category': 'c07', ...newest } },
  { what: 'of a stage, most urgent first', parameters: { stage: 'registered', sort: 'dueAt', size: '20' } },
  { what: 'of a cell', parameters: { 'f.gridCell': '211302001001003', ...newest } },
  { what: 'late ones', parameters: { light: 'red', ...newest } },
  { what: 'late ones of a township', parameters: { light: 'red', township: '211302001', ...newest } },
  {
    what: 'of a category and a channel, in time',
    parameters: { 'f.category': 'c03', 'f.channel': 'hotline', light: 'green', ...newest },
  },
  { what: 'by words in the title', parameters: { q: '中山街3', ...newest } },
  { what: 'by words that hardly one has', parameters: { q: '号漏水99', open: 'true', ...newest } },
  { what: 'page 200 of all', parameters: { open: 'true', sort: '-openedAt', size: '20', page: '200' } },
]

export async function measureLists(served: Served, seconds: number): Promise<MapFigure[]> {
  const found: MapFigure[] = []
  const load = (clients: number) => ({ clients, seconds, warmUpSeconds: seconds / 5 })
  const bare = await measure(load(1), () => served.get('/api/health').then(() => undefined))
  found.push({ what: 'Bare route', figures: bare })
  for (const { what, parameters } of lists)
    for (const clients of [1, 8]) {
      const figures = await measure(load(clients), async () => void (await served.get(listPath(parameters))))
      found.push({ what: `List: ${what} (${clients} at once)`, figures })
    }
  return found
}

const tileOf = (z: number, x: number, y: number) => `/api/map/tiles/entry:${mapLedger.id}/${z}/${x}/${y}.pbf`

/** Tiles over the district at a zoom, as a screen that moves asks for them. */
function addressesAt(z: number, bounds: readonly [number, number, number, number]): [number, number][] {
  const column = (longitude: number) => Math.floor((longitude / 360 + 0.5) * 2 ** z)
  const line = (latitude: number) => {
    const sine = Math.sin((latitude * Math.PI) / 180)
    return Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z)
  }
  const [west, south, east, north] = bounds
  const addresses: [number, number][] = []
  for (let x = column(west); x <= column(east); x += 1)
    for (let y = line(north); y <= line(south); y += 1) addresses.push([x, y])
  return addresses
}

/** How long the first look takes: reading all entries once, and what it means for others meanwhile. */
export async function measureFirstLook(served: Served): Promise<{ firstMs: number; stallMs: number }> {
  let longest = 0
  const others = { wanted: true }
  const asked = (async () => {
    while (others.wanted) {
      const start = performance.now()
      await served.get('/api/health')
      longest = Math.max(longest, performance.now() - start)
    }
  })()
  const start = performance.now()
  await served.get('/api/map/layers')
  const firstMs = performance.now() - start
  others.wanted = false
  await asked
  return { firstMs, stallMs: longest }
}

export async function measureTiles(served: Served): Promise<MapFigure[]> {
  const { bounds } = JSON.parse((await served.get('/api/map/layers')).toString()) as {
    bounds: [number, number, number, number]
  }
  const found: MapFigure[] = []
  for (const z of [7, 8, 9, 10, 11, 12, 13, 14, 15, 16]) {
    const all = addressesAt(z, bounds)
    const step = Math.max(1, Math.floor(all.length / 150))
    const addresses = all.filter((_, index) => index % step === 0)
    for (const turn of ['first', 'again'] as const) {
      let [next, bytes] = [0, 0]
      const watch = await measureEach(addresses.length, async () => {
        const [x, y] = addresses[next++] as [number, number]
        bytes += (await served.get(tileOf(z, x, y))).length
      })
      found.push({
        what: `Tile, zoom ${z}, ${turn}`,
        figures: watch,
        bytes: Math.round(bytes / addresses.length),
      })
    }
  }
  return found
}

/** One after the other, each counted. */
async function measureEach(count: number, once: () => Promise<void>): Promise<Figures> {
  const watch = new Stopwatch()
  const start = performance.now()
  for (let i = 0; i < count; i += 1) await watch.time(once)
  return watch.figures((performance.now() - start) / 1000, 0)
}

/** After each registration: the layers, then a screen's tiles, as a desk does that hears of it. */
export async function measureChanges(served: Served, rounds = 40): Promise<MapFigure[]> {
  const [layers, tiles] = [new Stopwatch(), new Stopwatch()]
  const { bounds } = JSON.parse((await served.get('/api/map/layers')).toString()) as {
    bounds: [number, number, number, number]
  }
  const addresses = addressesAt(12, bounds).slice(0, 12)
  const start = performance.now()
  for (let round = 0; round < rounds; round += 1) {
    await served.post(`/api/ledgers/${mapLedger.id}/entries`, {
      divisionCode: '211302001001',
      fields: {
        title: `改动 ${round}`,
        category: 'c01',
        area: 'a01',
        channel: 'hotline',
        spot: { lng: 120.45, lat: 41.57 },
      },
    })
    await layers.time(() => served.get('/api/map/layers'))
    await tiles.time(() => Promise.all(addresses.map(([x, y]) => served.get(tileOf(12, x, y)))))
  }
  const seconds = (performance.now() - start) / 1000
  return [
    { what: 'Layers after a change', figures: layers.figures(seconds, 0) },
    { what: 'Twelve tiles at zoom 12 after a change', figures: tiles.figures(seconds, 0) },
  ]
}
