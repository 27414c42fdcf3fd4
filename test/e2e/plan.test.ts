import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { addDays } from '#kernel/time/model'
import { ask, en, picture, type Screen, withScreen, write } from './demonstration.ts'

type Row = { id: string; title: string }
type Dates = { name: string; start: string; finish: string; lateFinish: string; isGroup: boolean }
type Preview = {
  dates: { tasks: Dates[]; target: { chain: string[]; forecast: string; spare: number; reachable: boolean } }
}
type PlanAnswer = { revision: number; plan: { tasks: { id: string; name: string }[] } | null; today: string }

/** A demonstration project of the office without a plan. */
async function unplanned(screen: Screen): Promise<Row> {
  const { rows } = await ask<{ rows: Row[] }>(
    screen,
    '/api/ledgers/project/entries?f.demonstration=true&size=100',
  )
  for (const row of rows) {
    const { plan } = await ask<PlanAnswer>(screen, `/api/projects/${row.id}/plan`)
    if (!plan) return row
  }
  throw new Error('every project has a plan')
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.locator('.ant-select-item-option', { hasText: option }).click()
}

async function typeDate(field: Locator, day: string): Promise<void> {
  await field.fill(day)
  await field.press('Enter')
}

const cell = (page: Page, name: string, column: string) =>
  page.getByRole('row').filter({ hasText: name }).locator(`.gantt-cell-${column}`)

describe('the plan of a project on screen', () => {
  test('a demonstration project gets a template, a target date and a schedule in under two minutes', async () => {
    await withScreen({ as: 'steward' }, async (screen) => {
      const { page } = screen
      const project = await unplanned(screen)
      const { today } = await ask<PlanAnswer>(screen, `/api/projects/${project.id}/plan`)
      const target = `${Number(today.slice(0, 4)) + 3}-06-30`
      const begun = Date.now()
      await page.goto(`/projects/${project.id}`)
      await page.getByRole('link', { name: en('projects.plan.open'), exact: true }).click()
      await choose(page, en('projects.plan.template'), 'Enterprise investment: filing')
      await typeDate(page.getByLabel(en('projects.plan.target_date')), target)
      await page.getByRole('checkbox', { name: /infrastructure work/ }).check()
      await page.getByRole('button', { name: en('projects.plan.count_back') }).click()
      const verdict = page.getByRole('region', { name: en('projects.plan.verdict') })
      await verdict.waitFor()
      await page.getByRole('button', { name: en('projects.plan.make') }).click()
      await page.getByRole('treegrid').waitFor()
      await page.locator('.gantt-bar[data-critical]').first().waitFor()
      assert.ok(Date.now() - begun < 120_000, 'it took longer than two minutes')
      await picture(screen, 'plan')
      await sameAsReckoned(screen, project, verdict)
    })
  })

  test('a bar is dragged, taken back by undo, dragged again and saved with a reason', async () => {
    await withScreen({ as: 'steward' }, async (screen) => {
      const { page } = screen
      const project = await planned(screen)
      await page.goto(`/projects/${project.id}/plan`)
      const start = cell(page, '土方开挖', 'start')
      const before = await start.innerText()
      const save = page.getByRole('button', { name: en('projects.plan.save'), exact: true })
      assert.equal(await save.isDisabled(), true)
      await drag(page, '.gantt-bar[data-task="dig"] .gantt-body', 9 * 14)
      await changed(start, before)
      const moved = await start.innerText()
      assert.ok(moved > before, `${moved} after ${before}`)
      await page.getByRole('button', { name: en('projects.plan.undo') }).click()
      await changed(start, moved)
      assert.equal(await start.innerText(), before)
      assert.equal(await save.isDisabled(), true)
      await page.getByRole('button', { name: en('projects.plan.redo') }).click()
      await changed(start, before)
      await save.click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(en('projects.plan.reason')).fill('冻土期推迟')
      await dialog.getByRole('button', { name: en('projects.plan.save') }).click()
      await page.getByText(/^Revision 2 by /).waitFor()
      assert.equal(await start.innerText(), moved)
      const saved = await ask<{ revision: number; plan: { tasks: { constraint: unknown }[] } }>(
        screen,
        `/api/projects/${project.id}/plan`,
      )
      assert.equal(saved.revision, 2)
      assert.deepEqual(saved.plan.tasks[0]?.constraint, { kind: 'start_no_earlier_than', date: moved })
    })
  })

  test('keys do what the mouse does: a day later, a day longer, and back', async () => {
    await withScreen({ as: 'steward' }, async (screen) => {
      const { page } = screen
      const project = await planned(screen)
      await page.goto(`/projects/${project.id}/plan`)
      const grid = page.getByRole('treegrid')
      await grid.focus()
      await page.keyboard.press('ArrowDown')
      const start = cell(page, '土方开挖', 'start')
      const days = cell(page, '土方开挖', 'days')
      const before = await start.innerText()
      await page.keyboard.press('ArrowRight')
      await changed(start, before)
      await page.keyboard.press('+')
      await changed(days, '10')
      assert.equal(await days.innerText(), '11')
      await page.keyboard.press('Control+z')
      await changed(days, '11')
      await page.keyboard.press('Control+z')
      await changed(start, await start.innerText().then((now) => (now === before ? '' : now)))
      assert.equal(await start.innerText(), before)
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').getByLabel(en('projects.plan.field.name')).waitFor()
    })
  })

  test('a bar drawn to another ties them, and a circle is refused with its steps named', async () => {
    await withScreen({ as: 'steward' }, async (screen) => {
      const { page } = screen
      const project = await planned(screen)
      await page.goto(`/projects/${project.id}/plan`)
      const from = page.locator('.gantt-bar[data-task="pour"]')
      const to = page.locator('.gantt-bar[data-task="dig"] .gantt-body')
      await from.locator('.gantt-body').hover()
      const grip = await from.locator('.gantt-grip').nth(1).boundingBox()
      const end = await to.boundingBox()
      assert.ok(grip && end)
      await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2)
      await page.mouse.down()
      await page.mouse.move(end.x + 40, end.y + 4, { steps: 4 })
      await page.mouse.move(end.x + 8, end.y + 6, { steps: 4 })
      await page.mouse.up()
      await page.getByText(/土方开挖.*→.*基础浇筑|基础浇筑.*→.*土方开挖/).waitFor()
    })
  })

  test('who saves second sees what the first one saved, and puts their own onto it', async () => {
    await withScreen({ as: 'steward', expects: /409/ }, async (screen) => {
      const { page } = screen
      const project = await planned(screen)
      await page.goto(`/projects/${project.id}/plan`)
      const grid = page.getByRole('treegrid')
      await grid.focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('+')
      const days = cell(page, '土方开挖', 'days')
      await changed(days, '10')
      await saveAs(screen, project, 1, (tasks) =>
        tasks.map((task) => (task['id'] === 'pour' ? { ...task, workingDays: 25 } : task)),
      )
      const bar = page.locator('.plan-conflict')
      await bar.waitFor()
      assert.match(await bar.innerText(), /养护期加长/)
      await bar.getByRole('button', { name: en('projects.plan.conflict.merge') }).click()
      await bar.waitFor({ state: 'detached' })
      assert.equal(await days.innerText(), '11')
      assert.equal(await cell(page, '基础浇筑', 'days').innerText(), '25')
    })
  })

  test('on a phone it reads as a list of steps with their dates', async () => {
    await withScreen({ as: 'steward', width: 390, height: 844 }, async (screen) => {
      const { page } = screen
      const project = await planned(screen)
      await page.goto(`/projects/${project.id}/plan`)
      const step = page.getByRole('listitem').filter({ hasText: '土方开挖' })
      await step.waitFor()
      assert.match(await step.innerText(), /\d{4}-\d{2}-\d{2} – \d{4}-\d{2}-\d{2}/)
      assert.equal(await page.getByRole('treegrid').isVisible(), false)
    })
  })
})

/** What the page shows is what the server reckons, and follows the template. */
async function sameAsReckoned(screen: Screen, project: Row, verdict: Locator): Promise<void> {
  const { page } = screen
  const { plan } = await ask<PlanAnswer>(screen, `/api/projects/${project.id}/plan`)
  const { body } = await write(screen, `/api/projects/${project.id}/plan/preview`, { plan })
  const { dates } = body as unknown as Preview
  assert.equal(dates.target.reachable, true)
  const chain = await verdict.locator('.plan-chain-step').allInnerTexts()
  assert.deepEqual(chain, dates.target.chain.slice(0, chain.length))
  assert.ok(chain.includes('主体结构'), chain.join(' → '))
  assert.equal(chain.at(-1), dates.target.chain.length > chain.length ? chain.at(-1) : '投产')
  for (const name of chain.slice(0, 4)) {
    const task = dates.tasks.find((one) => one.name === name)
    assert.equal(await cell(page, name, 'start').first().innerText(), task?.start)
    assert.equal(await cell(page, name, 'finish').first().innerText(), task?.finish)
  }
  // By hand: what follows the main structure begins no earlier than the working day after it.
  const end = (name: string) => dates.tasks.find((one) => one.name === name)
  const structure = end('主体结构')
  const outdoor = end('室外工程')
  assert.ok(structure && outdoor && outdoor.start > structure.finish)
  assert.ok(outdoor.start <= addDays(structure.finish, 12))
}

const tasks = [
  { id: 'dig', name: '土方开挖', workingDays: 10 },
  { id: 'pour', name: '基础浇筑', workingDays: 20 },
]

/** A demonstration project with a small plan of its own. */
async function planned(screen: Screen): Promise<Row> {
  const project = await unplanned(screen)
  await put(screen, project, {
    expectedRevision: 0,
    plan: { tasks, links: [{ from: 'dig', to: 'pour' }] },
    reason: '首次编制',
  })
  return project
}

async function put({ context, address }: Screen, project: Row, data: object): Promise<void> {
  const answer = await context.request.put(`${address}/api/projects/${project.id}/plan`, {
    headers: { 'x-yiwang': '1', 'idempotency-key': crypto.randomUUID() },
    data,
  })
  assert.equal(answer.status(), 200, await answer.text())
}

async function saveAs(
  screen: Screen,
  project: Row,
  expectedRevision: number,
  change: (tasks: Record<string, unknown>[]) => Record<string, unknown>[],
): Promise<void> {
  const { plan } = await ask<{ plan: { tasks: Record<string, unknown>[] } }>(
    screen,
    `/api/projects/${project.id}/plan`,
  )
  await put(screen, project, {
    expectedRevision,
    plan: { ...plan, tasks: change(plan.tasks) },
    reason: '养护期加长',
  })
}

async function drag(page: Page, selector: string, by: number): Promise<void> {
  const box = await page.locator(selector).boundingBox()
  assert.ok(box)
  const [x, y] = [box.x + Math.min(20, box.width / 2), box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + by / 2, y, { steps: 4 })
  await page.mouse.move(x + by, y, { steps: 4 })
  await page.mouse.up()
}

/** Waits until a text is another one. */
async function changed(place: Locator, from: string): Promise<void> {
  await place
    .page()
    .waitForFunction(([element, text]) => (element as HTMLElement | null)?.innerText !== text, [
      await place.elementHandle(),
      from,
    ] as const)
}
