/** What a browser that holds nothing yet loads of each page before it is quiet. */
import { launchBrowser } from '../../test/world/chromium.ts'
import { openPage } from '../run/chromium.ts'
import { serveDatabase, type Served } from '../run/served.ts'
import { withSmallHouse } from './small-house.ts'

type View = { path: string; as: 'resident' | 'official'; goalKb?: number }

const phone = { width: 390, height: 844 }
const desk = { width: 1440, height: 900 }
const hall = { width: 1920, height: 1080 }

const views: readonly View[] = [
  { path: '/portal', as: 'resident', goalKb: 200 },
  { path: '/portal/report', as: 'resident' },
  { path: '/wall/projects', as: 'official', goalKb: 1000 },
  { path: '/wall/grid', as: 'official', goalKb: 1000 },
  { path: '/m', as: 'official' },
  { path: '/', as: 'official' },
  { path: '/projects', as: 'official' },
  { path: '/map', as: 'official' },
]

/** Of the program (scripts, styles, pictures, the page itself) and of the API's answers, as sent, in kB of 1000 bytes. */
export type WebSize = View & { files: number; programKb: number; answersKb: number; plainKb: number }

export async function measureWebSize(server: string, say: (text: string) => void): Promise<WebSize[]> {
  return withSmallHouse(server, 'yiwang_bench_web', async ({ dataDir, url }) => {
    const served = await serveDatabase(dataDir, url, 'steward')
    const browser = await launchBrowser()
    try {
      const found: WebSize[] = []
      for (const view of views) {
        const size = await sizeOf(view, browser, served)
        say(`${view.path}: ${size.programKb.toFixed(0)} kB of ${size.files} files`)
        found.push(size)
      }
      return found
    } finally {
      await browser.close()
      await served.stop()
    }
  })
}

async function sizeOf(
  view: View,
  browser: Awaited<ReturnType<typeof launchBrowser>>,
  { origin, cookie }: Served,
): Promise<WebSize> {
  const viewport = view.path.startsWith('/wall') ? hall : /^\/(portal|m)/.test(view.path) ? phone : desk
  const who = { origin, cookie: view.as === 'resident' ? '' : cookie }
  const page = await openPage(browser, who, { viewport, serviceWorkers: 'block' })
  const size = { files: 0, programKb: 0, answersKb: 0, plainKb: 0 }
  const counted: Promise<void>[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    // A stream of events has no end.
    if (!response.url().startsWith(origin) || pathname === '/api/live') return
    const count = async () => {
      const body = await response.body()
      const { responseBodySize } = await response.request().sizes()
      const kb = responseBodySize / 1000
      if (pathname.startsWith('/api/')) size.answersKb += kb
      else {
        size.files += 1
        size.programKb += kb
        size.plainKb += body.length / 1000
      }
    }
    counted.push(count())
  })
  await page.goto(`${origin}${view.path}`)
  await page.locator('h1, canvas, main').first().waitFor()
  for (let seen = -1; seen !== counted.length; ) {
    seen = counted.length
    await page.waitForTimeout(1500)
  }
  await Promise.all(counted)
  await page.context().close()
  return { ...view, ...size }
}

export function webSizeTable(sizes: readonly WebSize[]): string {
  const lines = sizes.map(
    ({ path, files, programKb, answersKb, plainKb, goalKb }) =>
      `| ${path} | ${files} | ${programKb.toFixed(0)} | ${goalKb ?? ''} | ${plainKb.toFixed(0)} | ${answersKb.toFixed(1)} |`,
  )
  return [
    '| First view of | files | sent kB | goal kB | unpacked kB | answers of the API kB |',
    '|---|--:|--:|--:|--:|--:|',
    ...lines,
  ].join('\n')
}
