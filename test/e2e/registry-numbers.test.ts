import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWorld, type World } from '../world/app.ts'
import { assertAccessible, assertTranslated, Screens } from './browser.ts'

const place = '990001001001'
const idNumber = '990000199001010017'
const phones = { person: '15412345001', asked: '15412345002', enterprise: '15412345003' }
const numbers = [idNumber, ...Object.values(phones)]

/** What a page shows and all that it was answered on the way. */
class Watched {
  readonly page: Page
  readonly #answers: Promise<string>[] = []

  constructor(page: Page) {
    this.page = page
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.startsWith('/api/') && !response.url().endsWith('/live'))
        this.#answers.push(response.text().catch(() => ''))
    })
  }

  /** Whole numbers in answers and on the page, what stands in its fields included. */
  async whole(): Promise<string[]> {
    const typed = await this.page.evaluate(() =>
      [...document.querySelectorAll('input, textarea')]
        .map((field) => (field as HTMLInputElement).value)
        .join('\n'),
    )
    const kept = await this.page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))
    const texts = [await this.page.content(), typed, kept, ...(await Promise.all(this.#answers))]
    return numbers.filter((number) => texts.some((text) => text.includes(number)))
  }
}

describe('numbers of persons on the pages of the register', () => {
  let world: World
  let screens: Screens
  let personId: string
  let paths: string[]
  before(async () => {
    world = await openWorld({ pages: true })
    screens = await Screens.open(world)
    const registrar = world.as('plans.registrar')
    const made = async (path: string, body: object) => {
      const answer = await registrar.post(path, { divisionCode: place, ...body })
      assert.equal(answer.status, 201, answer.bytes.toString())
      return answer.body.id as string
    }
    personId = await made('/api/persons', { name: '测试·毛小寒', idNumber, phone: phones.person })
    const members = [{ personId, relation: 'head' }]
    const home = await made('/api/households', { number: '5', from: '2026-01-01', members })
    const firm = await made('/api/enterprises', { name: '测试·河畔商店', phone: phones.enterprise })
    const asked = await world.as('plans.handler').post(`/api/persons/${personId}/change-requests`, {
      field: 'phone',
      value: phones.asked,
      reason: '换号',
    })
    assert.equal(asked.status, 201)
    const subjects = [{ kind: 'person', objectId: personId, role: 'party' }]
    const entry = await world.entry({ in: 'riverside.first', ledger: 'toy', more: { subjects } })
    paths = [
      ...['person', 'household', 'enterprise', 'place'].map((kind) => `/registry?kind=${kind}`),
      `/registry?kind=person&open=${personId}`,
      `/registry?kind=enterprise&open=${firm}`,
      `/registry/person/${personId}`,
      `/registry/household/${home}`,
      `/registry/enterprise/${firm}`,
      `/registry/person/${personId}/change`,
      `/registry/enterprise/${firm}/change`,
      '/registry/new/person',
      '/change-requests',
      '/change-requests?mine=true',
      `/entries/${entry.id}`,
    ]
  })
  after(async () => {
    await screens.close()
    await world.close()
  })

  test('no page of the register and no answer to one holds a whole number, whoever reads it', async () => {
    const reading: [string, string[]][] = [
      ['plans.registrar', paths],
      ['plans.handler', paths.filter((path) => path.includes(personId) && !path.endsWith('/change'))],
    ]
    for (const [position, opened] of reading) {
      const watched = new Watched(await screens.page(position))
      for (const path of opened) {
        await watched.page.goto(path)
        await watched.page.locator('h1').first().waitFor()
        await watched.page.waitForLoadState('networkidle')
        assert.deepEqual(await watched.whole(), [], `${position} on ${path}`)
      }
    }
  })

  test('one that was asked for with its purpose is shown, on record, and no other', async () => {
    const watched = new Watched(await screens.page('plans.registrar'))
    await watched.page.goto(`/registry/person/${personId}`)
    await watched.page.getByRole('button', { name: '显示完整电话' }).first().click()
    const dialog = watched.page.getByRole('dialog')
    await dialog.getByLabel('用途').fill('通知领取补贴')
    await dialog.getByRole('button', { name: '显示' }).click()
    await watched.page.getByText(phones.person).waitFor()
    assert.deepEqual(await watched.whole(), [phones.person])
    const { body } = await world.as('plans.registrar').get(`/api/persons/${personId}/unmaskings`)
    assert.deepEqual(
      body.looks.map(({ field, purpose }: { field: string; purpose: string }) => [field, purpose]),
      [['phone', '通知领取补贴']],
    )
    assert.deepEqual(screens.offences, [])
  })

  test('one that is typed into the register’s search stays out of the address and finds on record only', async () => {
    const watched = new Watched(await screens.page('plans.registrar'))
    const { page } = watched
    const looks = async () => (await world.as('district.auditor').get('/api/unmaskings')).body.total as number
    const before = await looks()
    await page.goto('/registry?kind=person')
    await page.getByText('测试·毛小寒').first().waitFor()
    await page.getByRole('searchbox').first().fill(phones.person)
    const look = page.getByRole('button', { name: '按完整号码查找（将记入查看记录）' })
    await look.waitFor()
    assert.equal(await looks(), before)
    await look.click()
    await page.getByText('154****5001').waitFor()
    assert.ok(!page.url().includes(phones.person))
    assert.equal(await looks(), before + 1)
    // It stands in the field that it was typed into, and nowhere else.
    await page.getByRole('searchbox').first().fill('')
    await page.getByText('154****5001').waitFor()
    assert.deepEqual(await watched.whole(), [])
    assert.deepEqual(screens.offences, [])
  })

  for (const [path, how] of [
    ['/ledgers/toy', 'typed into its search'],
    [`/ledgers/toy?q=${phones.person}`, 'in the address that was opened'],
  ] as const)
    test(`a ledger’s list keeps one out of the address and finds who has it beside, on record: ${how}`, async () => {
      const watched = new Watched(await screens.page('plans.registrar'))
      const { page } = watched
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url().replace(/.*\/api/, '/api')))
      const looks = async () =>
        (await world.as('district.auditor').get('/api/unmaskings')).body.total as number
      const before = await looks()
      await page.goto(path)
      const field = page.getByRole('searchbox')
      if (path === '/ledgers/toy') await field.fill(phones.person)
      const look = page.getByRole('button', { name: '按完整号码查找（将记入查看记录）' })
      await look.waitFor()
      assert.equal(await field.inputValue(), phones.person)
      assert.equal(new URL(page.url()).search, '')
      assert.deepEqual(
        asked.filter((url) => url.startsWith('/api') && url.includes(phones.person)),
        [],
      )
      assert.equal(await looks(), before)
      await assertAccessible(page)
      await look.click()
      await page.getByRole('link', { name: '测试·毛小寒' }).waitFor()
      assert.equal(await looks(), before + 1)
      await field.fill('')
      await page.getByRole('link', { name: '测试·毛小寒' }).waitFor({ state: 'detached' })
      assert.deepEqual(await watched.whole(), [])
    })

  test('a list’s search box follows what clears its filters, and keeps a space that is being typed', async () => {
    const page = await screens.page('plans.registrar')
    await page.goto('/ledgers/toy')
    const field = page.getByRole('searchbox')
    await field.pressSequentially('没有 ')
    await page.waitForURL(/q=/)
    await page.getByRole('button', { name: '清除筛选' }).first().waitFor()
    assert.equal(await field.inputValue(), '没有 ')
    await page.getByRole('button', { name: '清除筛选' }).first().click()
    await page.waitForURL((url) => !url.search.includes('q='))
    assert.equal(await field.inputValue(), '')
  })

  test('a household’s list keeps one out of its address too, and opens the person', async () => {
    const page = await screens.page('plans.registrar', { locale: 'en-US' })
    await page.goto('/registry?kind=household')
    await page.getByRole('searchbox').fill(idNumber)
    await page.getByRole('button', { name: /Look up by the whole number/ }).click()
    await page.getByRole('row', { name: /毛小寒/ }).click()
    await page.waitForURL(new RegExp(`kind=person.*open=${personId}|open=${personId}.*kind=person`))
    assert.ok(!page.url().includes(idNumber))
    assert.deepEqual(screens.offences, [])
  })

  test('who may not read the register is told that a list doesn’t search numbers', async () => {
    const page = await screens.page('plans.designer', { locale: 'en-US' })
    await page.goto(`/ledgers/toy?q=${idNumber}`)
    await page.getByText(/takes the right to read the register/).waitFor()
    assert.equal(new URL(page.url()).search, '')
    await assertTranslated(page)
  })
})
