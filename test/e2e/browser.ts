import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { messageKeys } from '#kernel/i18n/model'
import type { World } from '../world/app.ts'
import { launchBrowser } from '../world/chromium.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { id: string; impact: string | null; nodes: { target: string[] }[] }
type Fault = { id: string; impact: string | null; where: string }

/** The browser of the tests of the screens: every page is watched for what no page may do. */
export class Screens {
  readonly #browser: Browser
  readonly #world: World
  /** Requests to other hosts, errors of pages, and what the content security policy refused. */
  readonly offences: string[] = []

  private constructor(browser: Browser, world: World) {
    this.#browser = browser
    this.#world = world
  }

  static async open(world: World): Promise<Screens> {
    return new Screens(await launchBrowser(), world)
  }

  /** A page at the desk's size, in Chinese, with the session of a position of the world or nobody's. */
  async page(position: string | null, options: BrowserContextOptions = {}): Promise<Page> {
    const baseURL = await this.#world.address()
    const context = await this.#browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
      reducedMotion: 'reduce',
      baseURL,
      ...options,
    })
    if (position !== null) {
      const caller = this.#world.as(position)
      await caller.get('/api/session')
      await context.addCookies([...caller.cookies].map(([name, value]) => ({ name, value, url: baseURL })))
    }
    const page = await context.newPage()
    page.on('pageerror', (error) => this.offences.push(`error: ${error.message}`))
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) this.offences.push(message.text())
    })
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (protocol.startsWith('http') && origin !== baseURL) this.offences.push(`request: ${request.url()}`)
    })
    return page
  }

  async close(): Promise<void> {
    await this.#browser.close()
  }
}

/** Fails where a reader with impaired sight or without a mouse would be left out. */
export async function assertAccessible(page: Page): Promise<void> {
  // What still fades in has not its own contrast yet.
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map((one) => one.finished))
  })
  await page.evaluate(axe)
  const violations = await page.evaluate(async () => {
    const found = await (
      window as unknown as { axe: { run(node: Document): Promise<{ violations: Violation[] }> } }
    ).axe.run(document)
    return found.violations.map(
      ({ id, impact, nodes }): Fault => ({ id, impact, where: nodes[0]?.target.join(' ') ?? '' }),
    )
  })
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  assert.deepEqual(serious, [], `${page.url()} has serious faults`)
}

/** Fails where the key of a text stands instead of the text. */
export async function assertTranslated(page: Page): Promise<void> {
  const text = await page.evaluate(() => document.body.textContent ?? '')
  const areas = [...new Set(messageKeys().map((key) => key.split('.')[0]))]
  const key = new RegExp(String.raw`\b(${areas.join('|')})\.[a-z_]+(\.[a-zA-Z_]+)*\b`).exec(text)
  assert.equal(key?.[0], undefined, `${page.url()} shows the key of a text`)
}
