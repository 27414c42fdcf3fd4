import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { insertHouseholds } from '#kernel/registry/server'
import { openWorld, type World, worldPlaces } from '../world/app.ts'
import { breakingLine } from '../world/breaking-line.ts'
import { noisyPhoto, photo } from '../world/images.ts'
import { seedWorldShapes } from '../world/shapes.ts'
import { assertTranslated, Screens } from './browser.ts'
import {
  act,
  button,
  changePin,
  enterPin,
  heading,
  link,
  queueByDoor,
  reportByForm as reportWith,
  setUpPhone,
  signIn,
  type Told,
  unsealed,
  unsentStrip,
} from './field-phone.ts'

const divisionCode = worldPlaces['riverside.first']
const worker = 'riverside.gridWorker'
const phoneSize = { width: 390, height: 844 }
const report = (title: string): Told => ({
  ledger: 'incident',
  action: 'register',
  divisionCode,
  input: { title, channel: 'grid_worker', description: title },
})

describe('a working day without a line, on the field face', () => {
  let world: World
  let screens: Screens
  let household: string
  let pictures: { field: string; bytes: string }[]
  let first: Page
  let ticking: ReturnType<typeof setInterval>
  before(async () => {
    world = await openWorld({ start: new Date().toISOString(), pages: true })
    // The phones' clocks don't stand, so the world's goes with them.
    ticking = setInterval(() => world.clock.set(new Date()), 20)
    const { db } = world.house.handle
    await seedWorldShapes(db, (cell) => `网格${cell.slice(-3)}`)
    const [one] = await insertHouseholds(
      db,
      [
        {
          number: '1-101',
          divisionCode,
          address: '河边路1号1单元101',
          sensitivity: 1,
          source: '试验',
          asOf: '2026-01-01',
          members: [],
          from: '2026-01-01',
        },
      ],
      world.clock.now(),
    )
    household = one ?? ''
    screens = await Screens.open(world)
    pictures = await Promise.all(
      ['#a33', '#3a3', '#33a'].map(async (seed) => ({
        field: 'photos',
        bytes: (await photo({ width: 640, height: 480, seed })).toString('base64'),
      })),
    )
  })
  after(async () => {
    clearInterval(ticking)
    await screens.close()
    await world.close()
  })

  async function openPhone(position: string | null = worker, baseURL?: string): Promise<Page> {
    const page = await screens.page(position, {
      viewport: phoneSize,
      ...(baseURL === undefined ? {} : { baseURL }),
    })
    await page.goto('/m')
    if (position === null) await signIn(page, worker.toLowerCase())
    await setUpPhone(page)
    return page
  }
  const offline = (page: Page) => page.context().setOffline(true)
  const online = (page: Page) => page.context().setOffline(false)
  async function look(page: Page, name: string): Promise<void> {
    await assertTranslated(page)
    const folder = process.env['YIWANG_PICTURES']
    if (folder) await page.screenshot({ path: `${folder}/day-${name}.png`, fullPage: true })
  }
  const titles = async (ledger: string, q: string) => {
    const url = `/api/ledgers/${ledger}/entries?q=${encodeURIComponent(q)}&size=200`
    const { body } = await world.as('plans.dispatcher').get(url)
    return body.rows as { id: string; title: string }[]
  }
  const arrived = async (ledger: string, q: string, count: number) => {
    const rows = await titles(ledger, q)
    assert.deepEqual([rows.length, new Set(rows.map(({ title }) => title)).size], [count, count], q)
  }

  /** Incidents that wait for the worker's organisation to sign for them. */
  async function toDos(count: number): Promise<string[]> {
    const dispatcher = world.as('plans.dispatcher')
    const organisationId = world.organisations.get(divisionCode)
    return Promise.all(
      Array.from({ length: count }, async (_, no) => {
        const fields = { title: `待办${no + 1}号`, channel: 'grid_worker', category: 'small_ads' }
        const { body, bytes } = await dispatcher.post('/api/ledgers/incident/entries', {
          fields,
          divisionCode,
        })
        assert.ok(body.id, bytes.toString())
        const input = { organisationId }
        const sent = await dispatcher.post(`/api/entries/${body.id}/actions/dispatch`, {
          expectedSeq: body.seq,
          input,
        })
        assert.equal(sent.status, 200, sent.bytes.toString())
        return body.id as string
      }),
    )
  }

  const reportByForm = (page: Page, words: string) =>
    reportWith(page, words, Buffer.from(pictures[0]?.bytes ?? '', 'base64'))

  async function visitByForm(page: Page, found: string): Promise<void> {
    await link(page, '走访').click()
    await page.locator(`a[href="/m/visits/${household}"]`).click()
    await page.getByText('日常走访').click()
    await page.getByText('见到本户人员').click()
    await page.getByLabel('走访情况').fill(found)
    await page.getByText('无需跟进').click()
    await button(page, '保存走访').click()
    await heading(page, '走访')
  }

  test('nothing is lost, nothing is doubled, and what came second is listed and settled', async () => {
    const tasks = await toDos(10)
    first = await openPhone()
    const second = await openPhone()
    await Promise.all([offline(first), offline(second)])

    await reportByForm(first, '上报1号')
    const reports = Array.from({ length: 29 }, (_, no) => report(`上报${no + 2}号`))
    await queueByDoor(first, reports, pictures)
    await visitByForm(first, '走访1号')
    const visitor = (await world.as(worker).get('/api/session')).body.account.id
    const visits = Array.from({ length: 19 }, (_, no) => ({
      ledger: 'household_visit',
      action: 'register',
      divisionCode,
      input: {
        household,
        visitor,
        visitedOn: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
        purpose: 'routine',
        contact: 'met',
        found: `走访${no + 2}号`,
        outcome: 'none',
      },
    }))
    await queueByDoor(first, visits)
    for (const id of tasks.slice(0, 3)) await act(first, id, '签收')
    const rest = tasks.slice(3)
    await queueByDoor(
      first,
      rest.map((entryId) => ({ ledger: 'incident', entryId, action: 'acknowledge', input: {} })),
    )
    await act(second, tasks[0] ?? '', '批注', '另一部手机')
    await queueByDoor(
      second,
      tasks.slice(1).map((entryId) => ({
        ledger: 'incident',
        entryId,
        action: 'comment',
        input: { text: '另一部手机' },
      })),
    )
    await look(first, 'unsent')
    // The phone is put away and taken out again.
    await first.reload()
    await enterPin(first, '135790')
    await first.getByText('密码不对，还可以试 5 次。').waitFor()
    await enterPin(first)
    await unsentStrip(first, 60).waitFor()
    await changePin(first, '975310')
    await look(first, 'pin-changed')

    await online(first)
    await unsentStrip(first, 60).waitFor({ state: 'detached' })
    await first.getByText('在线', { exact: true }).waitFor()
    assert.equal(await link(first, /待您处理/).count(), 0)
    await online(second)
    await link(second, '10 条待您处理').click()
    await arrived('incident', '上报', 30)
    await arrived('household_visit', '走访', 20)
    const [withPhoto] = await titles('incident', '上报1号')
    const entry = await world.as('plans.dispatcher').get(`/api/entries/${withPhoto?.id}`)
    assert.equal(entry.body.fields.photos.value.length, 1)

    const cards = second.locator('section.field-card')
    assert.equal(await cards.count(), 10)
    await look(second, 'conflicts')
    await button(second, '按现在的情况再办一次').first().click()
    await link(second, '9 条待您处理').waitFor()
    await button(second, '放弃').first().click()
    await second.getByLabel('放弃的原因').fill('已经有人办了')
    await button(second, '放弃').first().click()
    await link(second, '8 条待您处理').waitFor()
    assert.equal(await cards.count(), 8)
    await link(second, '已处理的冲突').click()
    await second.getByText('已经有人办了').waitFor()
    assert.equal(await cards.count(), 2)
    await look(second, 'settled')
    assert.deepEqual(screens.offences, [])
  })

  test('a lease that ran out opens with one contact, and a revoked phone loses only what it carries', async () => {
    const page = first
    await offline(page)
    await reportByForm(page, '过了授权期的上报')
    await page.clock.setSystemTime(Date.now() + 13 * 3_600_000)
    await page.reload()
    await heading(page, '请联网一次')
    await page.getByText('1 条未发送', { exact: true }).waitFor()
    await look(page, 'lapsed')
    await button(page, '联网').click()
    await page.getByText('现在连不上，请到有网络的地方再试。').waitFor()
    await online(page)
    await enterPin(page, '975310')
    await unsentStrip(page, 1).waitFor({ state: 'detached' })
    await arrived('incident', '过了授权期的上报', 1)

    await offline(page)
    await reportByForm(page, '收回前的上报')
    const { body } = await world.as(worker).get('/api/offline/devices')
    const rows = body.rows as { id: string; registeredAt: string }[]
    const [own] = rows.toSorted((a, b) => (a.registeredAt < b.registeredAt ? -1 : 1))
    const revoked = await world
      .as('riverside.system')
      .post(`/api/offline/devices/${own?.id}/revocation`, { reason: '手机丢了' })
    assert.equal(revoked.status, 204, revoked.bytes.toString())
    await reportByForm(page, '收回后的上报')
    await online(page)
    await page.getByText(/^本机带着的资料已清除/).waitFor()
    await look(page, 'revoked')
    await unsealed(page)
    await arrived('incident', '收回前的上报', 1)
    await arrived('incident', '收回后的上报', 0)
    assert.deepEqual(screens.offences, [])
  })

  test('what was unsent when its maker signed out, the next one who signs in brings in', async () => {
    for (const position of [worker, 'hillside.gridWorker']) await world.as(position).get('/api/session')
    const page = await openPhone(null)
    await offline(page)
    await queueByDoor(
      page,
      Array.from({ length: 5 }, (_, no) => report(`下班${no + 1}号`)),
      pictures,
    )
    await link(page, '我的').click()
    await button(page, '退出并清除本机资料').click()
    await look(page, 'leave')
    await button(page, '退出').click()
    await heading(page, '第一次使用须联网')
    await online(page)
    await button(page, '再试一次').click()
    await signIn(page, 'hillside.gridworker')
    await heading(page, '设置这部手机')
    await look(page, 'next-person')
    await page.goto('/m')
    await setUpPhone(page)
    await unsealed(page)
    await arrived('incident', '下班', 5)
  })

  test('a photo of three megabytes arrives over a line that breaks three times', async () => {
    const line = await breakingLine(await world.address(), [700_000, 900_000, 800_000])
    try {
      const page = await openPhone(worker, line.address)
      const large = await noisyPhoto({ width: 2900, height: 2200 })
      assert.ok(large.length > 3_000_000, String(large.length))
      await queueByDoor(page, [report('大照片')], [{ field: 'photos', bytes: large.toString('base64') }])
      await unsentStrip(page, 1).waitFor()
      await unsentStrip(page, 1).waitFor({ state: 'detached' })
      await arrived('incident', '大照片', 1)
      assert.equal(line.breaks, 3)
    } finally {
      await line.close()
    }
  })
})
