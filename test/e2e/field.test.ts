import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { ask, en, picture, type Screen, withScreen } from './demonstration.ts'
import '../../src/main/web/field/messages.ts'

const phone = {
  as: 'gridworker',
  width: 390,
  height: 844,
  expects: /ERR_INTERNET_DISCONNECTED|Failed to fetch/,
}
const pin = '482915'
const icon = join(import.meta.dirname, '../../src/main/web/field/icons/192.png')

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Makes the phone known once, with a line, and waits until the face is put by. */
async function setUp({ page }: Screen): Promise<void> {
  await page.goto('/m')
  await field(page, 'Choose a PIN (6 digits or more)').fill(pin)
  await field(page, 'The PIN again').fill(pin)
  await button(page, 'Set up and download').click()
  await page.getByRole('navigation', { name: en('field.bar') }).waitFor()
  // What it may carry has come: tasks, or that there are none.
  const none = page.getByText('What is given to you shows here.')
  await page.locator('a.field-card').or(none).first().waitFor()
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
}

async function openWithPin(page: Page): Promise<void> {
  await field(page, 'PIN of this phone').fill(pin)
  await button(page, 'Open').click()
  await page.getByRole('navigation', { name: en('field.bar') }).waitFor()
}

type Rows = { rows: { id: string; title: string; fields: Record<string, unknown> }[] }

test('a report made without a line, after the page was loaded anew, arrives once when the line is back', () =>
  withScreen(phone, async (screen) => {
    const { page, context } = screen
    await context.grantPermissions(['geolocation'])
    const { features } = await ask<{ features: { properties: { code: string; label: [number, number] } }[] }>(
      screen,
      '/api/divisions.geojson?layer=village',
    )
    const own = features.find(({ properties }) => properties.code === '211302009004')
    const [longitude, latitude] = own?.properties.label ?? [0, 0]
    await context.setGeolocation({ longitude, latitude, accuracy: 8 })
    await setUp(screen)
    const manifest = await ask<{ lang: string; name: string }>(screen, '/manifest.en.webmanifest')
    assert.deepEqual([manifest.lang, manifest.name], ['en', en('field.app')])
    assert.equal(await page.locator('link[rel=manifest]').getAttribute('href'), '/manifest.en.webmanifest')
    await context.setOffline(true)
    await page.reload()
    await openWithPin(page)
    await page.getByRole('link', { name: 'Report', exact: true }).click()
    await page.locator('input[type=file]').setInputFiles(icon)
    await button(page, 'Find my place again').waitFor()
    await page.getByRole('textbox').fill('Field test: the lamp over the gate is out')
    await button(page, 'Report').click()
    await page.getByText('Kept on this phone').waitFor()
    await page
      .getByRole('link', { name: en('field.strip.unsent', { count: 1 }) })
      .first()
      .waitFor()
    await picture(screen, 'field-report-saved')
    await context.setOffline(false)
    await page
      .getByRole('link', { name: en('field.strip.unsent', { count: 1 }) })
      .first()
      .waitFor({ state: 'detached' })
    const { rows } = await ask<Rows>(screen, '/api/ledgers/incident/entries?size=100')
    const mine = rows.filter(({ title }) => title.startsWith('Field test: the lamp'))
    assert.equal(mine.length, 1)
    const [entry] = mine
    const { fields } = await ask<{ fields: Record<string, { value: unknown }> }>(
      screen,
      `/api/entries/${entry?.id}`,
    )
    const photos = fields['photos']?.value as string[] | undefined
    assert.equal(photos?.length, 1)
    assert.ok(fields['spot']?.value)
  }))

test('a visit asks only for what the register lacks, and what it holds is shown', () =>
  withScreen(phone, async (screen) => {
    const { page } = screen
    await setUp(screen)
    await page.getByRole('link', { name: 'Visits', exact: true }).click()
    await page.locator('a.field-card').first().click()
    await page.getByRole('heading', { name: 'Known, not asked again' }).waitFor()
    const asked = await page.locator('.field-row > .field-label, .field-row > label').allTextContents()
    assert.ok(!asked.some((label) => label.startsWith('Address')), asked.join(', '))
    await picture(screen, 'field-visit')
    await button(page, 'Save the visit').click()
    assert.ok((await page.locator('.field-problem').count()) >= 3)
    await page.getByText('Routine visit').click()
    await page.getByText('Met somebody of the household').click()
    await page.getByLabel('What was found').fill('Field test: all is well')
    await page.getByText('Nothing to follow up').click()
    await button(page, 'Save the visit').click()
    await page.getByRole('heading', { name: 'Visits', exact: true }).waitFor()
    await page
      .getByRole('link', { name: en('field.strip.unsent', { count: 1 }) })
      .first()
      .waitFor({ state: 'detached' })
    const { rows } = await ask<Rows>(screen, '/api/ledgers/household_visit/entries?size=100')
    assert.equal(rows.filter(({ title }) => title === 'Field test: all is well').length, 1)
  }))
