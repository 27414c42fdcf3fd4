/** Panning and zooming over 100,000 open incidents in Chromium: how long the page's main thread was held. */
import { cpus, loadavg } from 'node:os'
import type { Page } from 'playwright-core'
import { mapLedger, oneIncident } from '../data/map-ledger.ts'
import { launchBrowser } from '../../test/world/chromium.ts'
import { openPage } from '../run/chromium.ts'
import type { Served } from '../run/served.ts'

export type ScreenFigure = {
  what: string
  seconds: number
  frames: number
  /** Tasks of the main thread that the browser calls long: 50 ms and more. */
  tasks: number
  over50: number
  longestMs: number
  /** What the longest of them was on the processor; the rest of it was waiting for one. */
  ofItCpuMs: number
  /** Tasks over 50 ms in time of the processor, and the longest so. */
  over50Cpu: number
  longestCpuMs: number
  /** Of the machine while it was measured: its load average at the end, and how much of its processors was taken by all. */
  load: number
  busy: number | null
}

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

type Task = { ms: number; cpuMs: number }

/** The tasks of the page's main thread, with their processor time, which other work on the machine doesn't lengthen. */
function tasksOf(trace: Buffer): Task[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  return traceEvents
    .filter(({ name, ph, pid, tid }) => name.endsWith('RunTask') && ph === 'X' && mains.has(`${pid} ${tid}`))
    .map(({ dur = 0, tdur = 0 }) => ({ ms: dur / 1000, cpuMs: tdur / 1000 }))
}

const longest = (tasks: readonly Task[], by: keyof Task) =>
  tasks.reduce((found, task) => (task[by] > found[by] ? task : found), { ms: 0, cpuMs: 0 })

/** How much time the machine's processors have had, and how much of it was taken. */
function processors(): { all: number; taken: number } {
  const times = cpus().map(({ times: of }) => of)
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0)
  const all = sum(times.map((of) => sum(Object.values(of))))
  return { all, taken: all - sum(times.map(({ idle }) => idle)) }
}

async function measured(page: Page, what: string, work: () => Promise<void>): Promise<ScreenFigure> {
  await watch(page)
  const browser = page.context().browser()
  await browser?.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] })
  const before = processors()
  const start = performance.now()
  await work()
  const seconds = (performance.now() - start) / 1000
  const after = processors()
  const trace = await browser?.stopTracing()
  const { tasks, frames } = await page.evaluate(() => {
    const { watched } = window as WatchedWindow
    if (watched) watched.stop = true
    return watched ?? { tasks: [], frames: 0 }
  })
  const traced = trace ? tasksOf(trace) : []
  const over50 = tasks.filter((duration) => duration > 50).length
  return {
    what,
    seconds,
    frames,
    tasks: tasks.length,
    over50,
    longestMs: Math.max(0, ...tasks),
    ofItCpuMs: longest(traced, 'ms').cpuMs,
    over50Cpu: traced.filter(({ cpuMs }) => cpuMs > 50).length,
    longestCpuMs: longest(traced, 'cpuMs').cpuMs,
    load: loadavg()[0] ?? 0,
    busy: after.all === before.all ? null : (after.taken - before.taken) / (after.all - before.all),
  }
}

async function open(page: Page, origin: string, layers: string): Promise<void> {
  await page.goto(`${origin}/map?layers=${layers}`, { timeout: 60_000 })
  await page.waitForSelector('.map-canvas-container[data-ready]', { timeout: 60_000 })
  await page.waitForTimeout(4000)
}

export async function measureScreen(served: Served, say: (text: string) => void): Promise<ScreenFigure[]> {
  const browser = await launchBrowser()
  try {
    const page = await openPage(browser, served, { viewport: { width: 1440, height: 900 } })
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
    served.post(`/api/ledgers/${mapLedger.id}/entries`, oneIncident).catch(() => {})
  }, 1000)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
}
