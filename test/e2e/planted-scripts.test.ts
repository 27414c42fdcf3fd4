import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page, Request, Route } from 'playwright-core'
import { openEverything } from '../attack/everything.ts'
import { declaredPages } from '../attack/scripts/pages.ts'
import { plantScripts, type Planted, scripts } from '../attack/scripts/plant-scripts.ts'
import { plantPapers } from '../paper/plant-papers.ts'
import { openWorld, type World } from '../world/app.ts'
import { Screens } from './browser.ts'
import { setUpPhone } from './field-phone.ts'

const pages = declaredPages(join(import.meta.dirname, '../..'))
const lanes = 3
/** No page takes so long; one that does is told with what it waits for. */
const settledMs = 60_000
/** What a page that took a text for markup would have in it. */
const traces = () => {
  const found = document.querySelectorAll(
    'img[src="x"], [onerror], [onload], [onmouseover], script:not([src]), iframe[srcdoc], [href^="javascript:" i], [src^="javascript:" i], [action^="javascript:" i]',
  )
  const { scriptsRun = 0 } = globalThis as { scriptsRun?: number }
  return [...found].map((one) => one.outerHTML.slice(0, 200)).concat(scriptsRun > 0 ? ['a script ran'] : [])
}

/** The words of an answer, each with the script after it. What programs compare (codes, dates, ids) has no Chinese. */
function scripted(value: unknown): unknown {
  if (typeof value === 'string')
    return /\p{Script=Han}/u.test(value) && !value.includes('onerror') ? `${value}${scripts}` : value
  if (Array.isArray(value)) return value.map(scripted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, scripted(inner)]))
}

describe('a script that is planted in every text', () => {
  let world: World
  let screens: Screens
  let planted: Planted
  let papers: ReadonlyMap<string, string>
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const { caller, accountId, positionId } = await openEverything(world)
    papers = await plantPapers(world, scripts)
    planted = await plantScripts(world, caller, [accountId, positionId])
    everything = [...caller.cookies].map(([name, value]) => ({ name, value }))
  })
  after(async () => {
    await screens.close()
    await world.close()
  })
  let everything: { name: string; value: string }[] = []
  const found: string[] = []

  /** The page’s own requests that are under way, since it was opened. */
  const pending = new WeakMap<Page, Set<Request>>()

  async function answer(route: Route): Promise<void> {
    if (/\/api\/live/.test(route.request().url())) return route.abort()
    try {
      const response = await route.fetch()
      const isJson = /json/.test(response.headers()['content-type'] ?? '')
      if (!isJson || !response.ok()) return await route.fulfill({ response })
      await route.fulfill({ response, json: scripted(await response.json()) })
    } catch {
      // The page went elsewhere meanwhile.
    }
  }

  function forgetTiles(underWay: Set<Request>): void {
    for (const request of underWay) if (request.url().includes('/api/map/tiles/')) underWay.delete(request)
  }

  /** Nothing is asked for any more, and what was answered is drawn. */
  async function settled(page: Page): Promise<void> {
    const until = Date.now() + settledMs
    for (let quiet = 0; quiet < 2; ) {
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
      )
      const asked = [...(pending.get(page) ?? [])].map((request) => request.url())
      if (Date.now() > until) throw new Error(`${page.url()} still asks for ${asked.join(', ')}`)
      quiet = asked.length === 0 ? quiet + 1 : 0
    }
  }

  /** Goes to an address within the page, as a link does, and looks for traces; whether a planted text is shown. */
  async function opened(page: Page, address: string): Promise<boolean> {
    pending.get(page)?.clear()
    await page.evaluate((to) => history.pushState(null, '', to), address)
    await settled(page)
    const shown = await page.evaluate(() => {
      const main = document.querySelector('main') ?? document.body
      const typed = [...main.querySelectorAll('input, textarea')].map(
        (one) => (one as HTMLInputElement).value,
      )
      return [main.textContent, ...typed].some((text) => text.includes('onerror'))
    })
    const isPrinted = /sheets|circulars|bulletins|wall|meetings|erasure/.test(address)
    if (isPrinted) await page.emulateMedia({ media: 'print' })
    for (const trace of await page.evaluate(traces)) found.push(`${address}: ${trace}`)
    if (isPrinted) await page.emulateMedia({ media: null })
    return shown
  }

  /** The address of a page, with what is planted in its places; nothing where there is none of it. */
  function addressOf(page: string): string | undefined {
    const entry = (ledger: string) => planted.entries.get(ledger)
    const paper = (path: string) => /[0-9a-f-]{36}/.exec(papers.get(path) ?? '')?.[0]
    const own: Record<string, string | undefined> = {
      '/entries/$id': entry('project'),
      '/grid/bulletins/$id': paper('/api/grid/bulletins/:circularId/paper.pdf'),
      '/grid/incidents/$id': entry('incident'),
      '/grid/portal/photos/$entryId': entry('claim') ?? entry('incident'),
      '/persons/$id/erasure': planted.objects.get('person'),
      '/portal/nearby/$no': 'SJ2026000001',
      '/projects/$id': entry('project'),
      '/projects/$id/plan': entry('project'),
      '/projects/$id/visit': entry('project'),
      '/projects/circulars/$id': paper('/api/projects/circulars/:circularId/paper.pdf'),
      '/wall/meetings/$id': paper('/api/projects/meetings/:entryId/minutes.pdf'),
      '/projects/meetings/$id': paper('/api/projects/meetings/:entryId/minutes.pdf'),
      '/projects/procedure-templates/$template': 'industry',
      '/projects/service-rules/$district': '990001',
      '/erasures/$certificate': 'QC000001',
    }
    if (page in own) return own[page] && page.replace(/\$\w+/, own[page])
    return page
      .replace('$ledger', 'project')
      .replace('$kind/$id', `person/${planted.objects.get('person')}`)
      .replace('$kind', 'person')
  }

  /** @returns how many of the pages showed a planted text where they show what is theirs */
  async function visit(page: Page, addresses: Iterator<string>): Promise<number> {
    let shown = 0
    for (let next = addresses.next(); !next.done; next = addresses.next()) {
      assert.ok(!next.value.includes('$'), `say what stands in the place of ${next.value}`)
      if (await opened(page, next.value)) shown += 1
    }
    return shown
  }

  /** A page of somebody’s, watched. */
  async function watchedPage(who: string | null, size = { width: 1440, height: 900 }): Promise<Page> {
    const page = await screens.page(who === 'everything' ? null : who, { viewport: size })
    const context = page.context()
    const url = await world.address()
    if (who === 'everything') await context.addCookies(everything.map((one) => ({ ...one, url })))
    await context.addInitScript(() => {
      const here = globalThis as { scriptsRun?: number }
      Object.assign(here, { hit: () => void (here.scriptsRun = (here.scriptsRun ?? 0) + 1) })
    })
    page.on('dialog', (dialog) => {
      found.push(`a dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    const underWay = new Set<Request>()
    pending.set(page, underWay)
    page.on('request', (request) => underWay.add(request))
    page.on('requestfinished', (request) => underWay.delete(request))
    page.on('requestfailed', (request) => underWay.delete(request))
    // What a map’s worker had asked for as its page was left is told neither as finished nor as failed.
    page.on('worker', (worker) => worker.on('close', () => forgetTiles(underWay)))
    await context.route('**/api/**', (route) => answer(route))
    return page
  }

  /** What was found since it was last asked for, and what the policy refused. */
  function harm(): string[] {
    const refused = screens.offences.filter((one) => one.includes('Content Security Policy'))
    screens.offences.length = 0
    return [...found.splice(0), ...refused]
  }

  const phone = { width: 390, height: 844 }

  test('is noticed where a page takes it for markup, held back by the policy or not', async () => {
    const page = await watchedPage(null, phone)
    await page.goto('/portal')
    await page.evaluate((text) => document.body.insertAdjacentHTML('beforeend', text), scripts)
    await page.waitForFunction(() => document.querySelector('img[src=x]') !== null)
    found.push(...(await page.evaluate(traces)))
    await page.context().close()
    const noticed = harm().join('\n')
    assert.match(noticed, /<img src="x" onerror=/)
    assert.match(noticed, /Content Security Policy/)
  })

  test('stands in texts of ledgers, register, papers and what else is written over HTTP', () => {
    assert.deepEqual(
      ['person', 'household', 'enterprise', 'place'].filter((kind) => !planted.objects.has(kind)),
      [],
    )
    for (const ledger of ['toy', 'guarded', 'project', 'problem', 'visit', 'meeting', 'decision', 'incident'])
      assert.ok(planted.entries.has(ledger), `no entry of ${ledger}`)
    assert.ok(planted.fields.size >= 35, `${planted.fields.size} fields: ${[...planted.fields].join(' ')}`)
    assert.ok(planted.operations.size >= 45, [...planted.operations].join('\n'))
  })

  test('runs on no page of the desk, on no wall and no sheet', async () => {
    const desk = pages.filter((page) => !/^\/(m|portal|sign-in)(\/|$)/.test(page))
    const addresses = desk.map(addressOf).filter((one) => one !== undefined)
    for (const [kind, id] of planted.objects) addresses.push(`/registry/${kind}/${id}`)
    for (const id of planted.entries.values()) addresses.push(`/entries/${id}`)
    addresses.push('/search?q=onerror', '/registry?kind=enterprise', '/ledgers/toy', '/sign-in')
    const queue = [...new Set(addresses)].values()
    const lane = async () => {
      const page = await watchedPage('everything')
      await page.goto('/ledgers')
      const shown = await visit(page, queue)
      await page.context().close()
      return shown
    }
    const shown = await Promise.all(Array.from({ length: lanes }, lane))
    assert.deepEqual(harm(), [])
    const sum = shown.reduce((all, one) => all + one, 0)
    assert.ok(sum >= 50, `${sum} pages showed a planted text`)
  })

  test('runs on no page of the portal and none of a phone', async () => {
    const page = await watchedPage(null, phone)
    await page.goto('/portal')
    const portal = pages.filter((one) => one.startsWith('/portal')).map(addressOf)
    await visit(page, portal.filter((one) => one !== undefined).values())
    await page.context().close()
    const worker = await watchedPage('riverside.gridworker', phone)
    await worker.goto('/m')
    await setUpPhone(worker)
    const field = pages.filter((one) => /^\/m(\/|$)/.test(one) && !one.includes('$'))
    await visit(worker, field.values())
    await worker.context().close()
    assert.deepEqual(harm(), [])
  })

  test('runs from no file, whatever it is called and says it is', async () => {
    const owner = world.as('plans.office')
    const url = await world.address()
    const page = await watchedPage('plans.office')
    await page.context().unroute('**/api/**')
    for (const [name, type] of [
      ['a.svg', 'image/svg+xml'],
      ['a.html', 'text/html'],
      [`${scripts}.txt`, 'text/plain'],
      ['a.html.txt', 'text/plain'],
    ] as const) {
      const body = Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" onload="hit()"><script>hit()</script></svg>`,
      )
      const sent = await owner.send('POST', `/api/files?name=${encodeURIComponent(name)}`, {
        body,
        headers: { 'content-type': type },
      })
      if (sent.status !== 201) continue
      // What is handed out as a file opens no page at all.
      await page.goto(`${url}/api/files/${sent.body.id}`).catch(() => undefined)
      for (const trace of await page.evaluate(traces)) found.push(`${name}: ${trace}`)
    }
    await page.context().close()
    assert.deepEqual(harm(), [])
  })
})
