import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { translate } from '#kernel/i18n/model'
import { launchBrowser } from '../world/chromium.ts'
import { assertTranslated } from './browser.ts'
import '#kernel/ledgers/model'
import '#platforms/projects/model'
import '../../src/main/web/messages.ts'
import '#kernel/ui/model'

/** The text of a page in English, by its key, so that a test doesn't break when words change. */
export const en = (key: string, params: Record<string, string | number> = {}) => translate('en', key, params)

type Opened = { address: string; browser: Browser; close(): Promise<void> }
let opened: Promise<Opened> | undefined

/** One server and one browser for all tests of the screens; closed when the last of them is done. */
function openScreens(): Promise<Opened> {
  opened ??= start()
  return opened
}
after(async () => (await opened)?.close())

const root = join(import.meta.dirname, '../..')

/** The delivered program in a process of its own, on a new folder, with the demonstration it loads by itself. */
async function serve(dataDir: string): Promise<{ address: string; child: ChildProcess }> {
  assert.ok(existsSync(join(root, 'dist/web/index.html')), 'build the web first: node bin/web.mjs')
  const child = spawn(
    process.execPath,
    ['src/main/cli.ts', 'serve', '--port', '0', '--data', dataDir, '--lang', 'en', '--small'],
    { cwd: root, env: { ...process.env, DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  const address = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('exit', (code) => reject(new Error(`the server ended with code ${code}:\n${said}`)))
  })
  return { address: await address, child }
}

async function start(): Promise<Opened> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yiwang-screens-'))
  const { address, child } = await serve(dataDir)
  const browser = await launchBrowser()
  return {
    address,
    browser,
    close: async () => {
      await browser.close()
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      await rm(dataDir, { recursive: true })
    },
  }
}

type Options = {
  /** Who is signed in, by the demonstration's login name; nobody without. */
  as?: string
  locale?: 'zh-CN' | 'en'
  width?: number
  height?: number
  /** Errors that the test provokes and the console may show. */
  expects?: RegExp
}

export type Screen = {
  page: Page
  context: BrowserContext
  address: string
}

/**
 * Runs with a page of its own. It fails on a request to any other host, on an error in the console, and on a key
 * where a text should stand.
 */
export async function withScreen(options: Options, run: (screen: Screen) => Promise<void>): Promise<void> {
  const { address, browser } = await openScreens()
  const { width = 1440, height = 900, locale = 'en' } = options
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height },
    locale: locale === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    extraHTTPHeaders: { 'accept-language': locale },
  })
  const faults: string[] = []
  try {
    await context.route('**/*', async (route) => {
      const url = new URL(route.request().url())
      if (url.origin === address || url.protocol === 'data:' || url.protocol === 'blob:')
        return route.continue()
      faults.push(`asked another host: ${url.href}`)
      return route.abort()
    })
    if (options.as) {
      await signInAs(context, address, options.as)
      await speak(context, address, locale)
    }
    const page = await context.newPage()
    const say = (text: string) => {
      if (!options.expects?.test(text)) faults.push(text)
    }
    page.on('console', (message) => {
      if (message.type() === 'error') say(`console: ${message.text()} ${message.location().url}`)
    })
    page.on('pageerror', (error) => say(`page: ${error.message}`))
    await run({ page, context, address })
    await assertTranslated(page)
    assert.deepEqual(faults, [])
  } finally {
    await context.close()
  }
}

/** Enters by the demonstration’s door, without the sign-in page. */
export async function signInAs(context: BrowserContext, address: string, loginName: string): Promise<void> {
  const answer = await context.request.post(`${address}/api/demonstration/session`, {
    headers: { 'x-yiwang': '1' },
    data: { loginName },
  })
  assert.equal(answer.status(), 201, await answer.text())
}

/** An account remembers its language, also the one that an earlier test chose: say which one this test reads. */
async function speak(context: BrowserContext, address: string, locale: 'zh-CN' | 'en'): Promise<void> {
  const answer = await context.request.put(`${address}/api/session/locale`, {
    headers: { 'x-yiwang': '1' },
    data: { locale },
  })
  assert.equal(answer.ok(), true, await answer.text())
}

/** What the signed-in page would be answered. */
export async function ask<T>({ context, address }: Screen, url: string): Promise<T> {
  const answer = await context.request.get(`${address}${url}`)
  assert.equal(answer.status(), 200, `${url}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Writes as the signed-in page would, and answers status and body. */
export async function write(
  { context, address }: Screen,
  url: string,
  data: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await context.request.post(`${address}${url}`, {
    headers: { 'x-yiwang': '1', 'idempotency-key': crypto.randomUUID() },
    data,
  })
  return { status: answer.status(), body: (await answer.json()) as Record<string, unknown> }
}

/** Set to a folder, pictures of what the tests see are put there. */
export async function picture({ page }: Screen, name: string): Promise<void> {
  const folder = process.env['YIWANG_PICTURES']
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) })
}
