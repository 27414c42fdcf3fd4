import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { build } from 'vite'
import { openWorld, password, type World, worldPlaces } from '../world/app.ts'
import { breakingLine } from '../world/breaking-line.ts'
import { photo } from '../world/images.ts'
import { Screens } from './browser.ts'

type View = {
  session: { state: string; unsent: number; conflicts: number; sealed: number; trouble: string | null }
  tasks: { entryId: string }[]
  unsent: unknown[]
  conflicts: { clientKey: string; entryId: string | null; code: string; entry: { seq: number } | null }[]
}
type Told = { entryId?: string; divisionCode?: string; action: string; input: Record<string, string> }
type Door = {
  setUp: (pin: string, name: string) => Promise<void>
  unlock: (pin: string) => Promise<string>
  lock: () => void
  syncNow: () => Promise<void>
  queueAction: (action: object) => Promise<string>
  settleConflict: (key: string, settlement: object) => Promise<void>
}
type Phone = typeof globalThis & { door: Door; view: View }

const pin = '246810'
const divisionCode = worldPlaces['riverside.first']
const report = (subject: string): Told => ({ action: 'register', divisionCode, input: { subject } })

describe('a working day without a line, in a browser', () => {
  let world: World
  let screens: Screens
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yiwang-offline-'))
    world = await openWorld({ start: new Date().toISOString() })
    screens = await Screens.open(world)
    await build({
      configFile: false,
      logLevel: 'error',
      root: import.meta.dirname,
      build: {
        outDir: folder,
        emptyOutDir: true,
        minify: false,
        reportCompressedSize: false,
        rolldownOptions: {
          input: join(import.meta.dirname, 'offline-page.tsx'),
          output: {
            entryFileNames: 'page.js',
            chunkFileNames: '[name].js',
            assetFileNames: '[name][extname]',
          },
        },
      },
    })
  })
  after(async () => {
    await screens.close()
    await world.close()
    await rm(folder, { recursive: true })
  })

  /** The page stands on the phone, as an installed one does; only the server needs a line. */
  async function openPhone(position: string, baseURL?: string): Promise<Page> {
    const page = await screens.page(position, {
      viewport: { width: 390, height: 844 },
      ...(baseURL === undefined ? {} : { baseURL }),
    })
    await page.route('**/day/**', async (route) => {
      const name = new URL(route.request().url()).pathname.slice('/day/'.length)
      const contentType = name === '' ? 'text/html' : name.endsWith('.css') ? 'text/css' : 'text/javascript'
      const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/day/page.js"></script>'
      await route.fulfill({ contentType, body: name === '' ? html : await readFile(join(folder, name)) })
    })
    await page.goto('/day/')
    await page.locator('#state').waitFor()
    return page
  }
  const setUp = (page: Page) => page.evaluate((own) => (globalThis as Phone).door.setUp(own, '试验手机'), pin)
  const view = (page: Page) =>
    page.evaluate(() => {
      const { session, conflicts, tasks } = (globalThis as Phone).view
      return {
        session,
        tasks: tasks.map(({ entryId }) => entryId),
        conflicts: conflicts.map(({ clientKey, code, entry }) => ({ clientKey, code, seq: entry?.seq ?? 0 })),
      }
    })
  const queue = (page: Page, all: readonly Told[], photos: readonly string[] = []) =>
    page.evaluate(
      async ([actions, pictures]) => {
        for (const [index, action] of actions.entries()) {
          const picture = pictures[index % pictures.length]
          const bytes = picture && Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0))
          const blob = bytes && new Blob([bytes], { type: 'image/jpeg' })
          await (globalThis as Phone).door.queueAction({
            ledger: 'toy',
            ...action,
            photos: blob ? [{ field: 'proof', name: `${index}.jpg`, blob }] : [],
          })
        }
      },
      [all, photos] as const,
    )
  const sync = async (page: Page) => {
    // The world's clock stands while nobody sets it, and the phones' clocks don't.
    world.clock.set(new Date())
    await page.evaluate(() => (globalThis as Phone).door.syncNow())
  }
  const titles = async (q: string) => {
    const url = `/api/ledgers/toy/entries?q=${encodeURIComponent(q)}&size=200`
    const { body } = await world.as('plans.office').get(url)
    return body.rows.map(({ title }: { title: string }) => title) as string[]
  }
  const each = (count: number, what: string) =>
    Array.from({ length: count }, (_, no) => report(`${what}${no + 1}号`))

  test('nothing is lost, nothing is doubled, and what came second is listed and settled', async () => {
    const toDo = await Promise.all(
      Array.from({ length: 10 }, () =>
        world.entry({ in: 'riverside', ledger: 'toy', by: 'riverside.steward' }),
      ),
    )
    const [reporter, office, second] = [
      await openPhone('riverside.steward'),
      await openPhone('plans.office'),
      await openPhone('plans.office'),
    ]
    for (const page of [reporter, office, second]) await setUp(page)
    assert.equal((await view(office)).tasks.filter((id) => toDo.some((entry) => entry.id === id)).length, 10)
    for (const page of [reporter, office, second]) await page.context().setOffline(true)

    const pictures = await Promise.all(
      ['#a33', '#3a3', '#33a'].map(async (seed) =>
        (await photo({ width: 640, height: 480, seed })).toString('base64'),
      ),
    )
    await queue(reporter, each(30, '上报'), pictures)
    await queue(reporter, each(20, '走访'))
    await queue(
      office,
      toDo.map(({ id }) => ({ entryId: id, action: 'accept', input: {} })),
    )
    await queue(
      second,
      toDo.map(({ id }) => ({ entryId: id, action: 'comment', input: { text: '另一部手机' } })),
    )
    // The phone is put away and taken out again.
    await reporter.reload()
    await reporter.locator('#state').filter({ hasText: 'locked' }).waitFor()
    assert.equal(await reporter.evaluate(() => (globalThis as Phone).door.unlock('135790')), 'wrong_pin')
    assert.equal(await reporter.evaluate((own) => (globalThis as Phone).door.unlock(own), pin), 'open')
    assert.equal((await view(reporter)).session.unsent, 50)

    for (const page of [reporter, office, second]) {
      await page.context().setOffline(false)
      await sync(page)
    }
    for (const page of [reporter, office]) {
      const { session } = await view(page)
      assert.deepEqual([session.unsent, session.conflicts, session.sealed, session.trouble], [0, 0, 0, null])
    }
    for (const [what, count] of [
      ['上报', 30],
      ['走访', 20],
    ] as const) {
      const found = await titles(what)
      assert.deepEqual([found.length, new Set(found).size], [count, count])
    }
    const listed = await view(second)
    assert.equal(listed.conflicts.length, 10)
    assert.ok(listed.conflicts.every(({ code }) => code === 'ledgers.changed_meanwhile'))
    const [again, given] = listed.conflicts
    await second.evaluate(
      ([one, other, seq]) =>
        (globalThis as Phone).door
          .settleConflict(one, { how: 'again', expectedSeq: seq })
          .then(() =>
            (globalThis as Phone).door.settleConflict(other, { how: 'discard', reason: '已经有人办了' }),
          ),
      [again?.clientKey ?? '', given?.clientKey ?? '', again?.seq ?? 0] as const,
    )
    assert.equal((await view(second)).session.conflicts, 8)
    const withPhoto = await world
      .as('plans.office')
      .get(`/api/ledgers/toy/entries?q=${encodeURIComponent('上报1号')}`)
    const entry = await world.as('plans.office').get(`/api/entries/${withPhoto.body.rows[0].id}`)
    assert.equal(entry.body.fields.proof.value.length, 1)
    assert.deepEqual(screens.offences, [])
  })

  test('what was unsent when its maker signed out, the next one who signs in brings in', async () => {
    await world.as('hillside.gridWorker').get('/api/session')
    const page = await openPhone('riverside.steward')
    await setUp(page)
    await page.context().setOffline(true)
    const picture = (await photo({ width: 1200, height: 900, seed: '#777' })).toString('base64')
    await queue(page, each(5, '下班'), [picture])
    await page.evaluate(() => (globalThis as Phone).door.lock())
    await page.context().setOffline(false)
    const signedIn = await page.evaluate(
      async ([account, secret]) => {
        const headers = { 'x-yiwang': '1', 'content-type': 'application/json' }
        const body = JSON.stringify({ account, password: secret })
        await fetch('/api/session', { method: 'DELETE', headers: { 'x-yiwang': '1' } })
        return (await fetch('/api/session', { method: 'POST', headers, body })).status
      },
      ['hillside.gridworker', password] as const,
    )
    assert.equal(signedIn, 201)
    await sync(page)
    const { session } = await view(page)
    assert.deepEqual([session.state, session.sealed, session.trouble], ['absent', 0, null])
    const found = await titles('下班')
    assert.deepEqual([found.length, new Set(found).size], [5, 5])
  })

  test('a photo of three megabytes arrives over a line that breaks three times', async () => {
    const line = await breakingLine(await world.address(), [700_000, 900_000, 800_000])
    try {
      const page = await openPhone('plans.office', line.address)
      await setUp(page)
      const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
      const large = await sharp({
        create: { width: 2900, height: 2200, channels: 3, background: '#888', noise },
      })
        .jpeg({ quality: 82 })
        .toBuffer()
      assert.ok(large.length > 3_000_000, String(large.length))
      await queue(page, [report('大照片')], [large.toString('base64')])
      const unsent = (is: number) =>
        page.waitForFunction((count) => (globalThis as Phone).view.session.unsent === count, is)
      await unsent(1)
      await unsent(0)
      assert.equal((await titles('大照片')).length, 1)
      assert.equal(line.breaks, 3)
      assert.equal((await view(page)).session.sealed, 0)
    } finally {
      await line.close()
    }
  })
})
