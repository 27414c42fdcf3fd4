/** Panning and zooming over 100,000 open incidents in Chromium: how long the page's main thread was held. */
import { chromium, type Page } from 'playwright-core'
import { mapLedger } from '../data/map-ledger.ts'
import type { Served } from '../run/served.ts'

export type ScreenFigure = {
  what: string
  seconds: number
  frames: number
  /** Tasks of the main thread that the browser calls long: 50 ms and more. */
  tasks: number
  over50: number
  longestMs: number
  /** The longest in time of the processor. */
  longestCpuMs: number
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

type Watched = { tasks: number[]; frames: number; stop: boolean }
type WatchedWindow = Window & { watched?: Watched }

async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched: Watched = { tasks: [], frames: 0, stop: false }
    ;(window as WatchedWindow).watched = watched
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.tasks.push(duration)
    }).observe({ type: 'longtask', buffered: false })
    const frame = () => {
      watched.frames += 1
      if (!watched.stop) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

/** Drags all over the district and turns the wheel, as somebody does who looks for something. */
async function move(page: Page): Promise<void> {
  const canvas = page.locator('.maplibregl-canvas')
  const box = await canvas.boundingBox()
  if (!box) throw new Error('there is no map on the page')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const drag = async (dx: number, dy: number) => {
    await page.mouse.move(x - dx / 2, y - dy / 2)
    await page.mouse.down()
    await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 12 })
    await page.mouse.up()
  }
  const turn = async (by: number, times: number) => {
    await page.mouse.move(x, y)
    for (let i = 0; i < times; i += 1) {
      await page.mouse.wheel(0, by)
      await page.waitForTimeout(80)
    }
  }
  const around = async () => {
    await drag(320, 60)
    await drag(-200, -240)
  }
  await around()
  await turn(-300, 6)
  await around()
  await turn(-300, 8)
  await around()
  await turn(-300, 8)
  await around()
  await turn(300, 22)
}

type TraceEvent = {
  name: string
  ph: string
  pid: number
  tid: number
  dur?: number
  tdur?: number
  args?: { name?: string }
}

/** The longest task of the page's main thread in processor time, which other work on the machine doesn't lengthen. */
function longestOf(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => name.endsWith('RunTask') && ph === 'X' && mains.has(`${pid} ${tid}`),
  )
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1000), 0)
}

async function measured(page: Page, what: string, work: () => Promise<void>): Promise<ScreenFigure> {
  await watch(page)
  const browser = page.context().browser()
  await browser?.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] })
  const start = performance.now()
  await work()
  const seconds = (performance.now() - start) / 1000
  const trace = await browser?.stopTracing()
  const { tasks, frames } = await page.evaluate(() => {
    const { watched } = window as WatchedWindow
    if (watched) watched.stop = true
    return watched ?? { tasks: [], frames: 0 }
  })
  const over50 = tasks.filter((duration) => duration > 50).length
  return {
    what,
    seconds,
    frames,
    tasks: tasks.length,
    over50,
    longestMs: Math.max(0, ...tasks),
    longestCpuMs: trace ? longestOf(trace) : 0,
  }
}

async function open(page: Page, origin: string, layers: string): Promise<void> {
  await page.goto(`${origin}/map?layers=${layers}`, { timeout: 60_000 })
  await page.waitForSelector('.map-canvas-container[data-ready]', { timeout: 60_000 })
  await page.waitForTimeout(4000)
}

export async function measureScreen(served: Served, say: (text: string) => void): Promise<ScreenFigure[]> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    const cookies = served.cookie.split('; ').map((text) => {
      const [name = '', value = ''] = text.split('=')
      return { name, value, url: served.origin }
    })
    await context.addCookies(cookies)
    const page = await context.newPage()
    const found: ScreenFigure[] = []
    const keep = (figure: ScreenFigure) => {
      found.push(figure)
      say(`${figure.what}: ${figure.over50} over 50 ms, the longest ${figure.longestMs} ms`)
    }
    const areas = 'division:township'
    const incidents = `entry:${mapLedger.id}`
    await open(page, served.origin, areas)
    keep(await measured(page, 'Townships alone', () => move(page)))
    await open(page, served.origin, `${incidents},${areas}`)
    keep(await measured(page, '100,000 incidents', () => move(page)))
    found.push(
      await measured(page, '100,000 incidents, one changed each second', () =>
        changing(served, () => move(page)),
      ),
    )
    return found
  } finally {
    await browser.close()
  }
}

/** Registers something each second while the work is done. */
async function changing(served: Served, work: () => Promise<void>): Promise<void> {
  const timer = setInterval(() => {
    const fields = {
      title: '改动',
      category: 'c01',
      area: 'a01',
      channel: 'hotline',
      spot: { lng: 120.45, lat: 41.57 },
    }
    served
      .post(`/api/ledgers/${mapLedger.id}/entries`, { divisionCode: '211302001001', fields })
      .catch(() => {})
  }, 1000)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
}
