import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { assertAccessible } from './browser.ts'
import { ask, en, picture, type Screen, withScreen, write } from './demonstration.ts'

type Entry = { id: string; seq: number; stage: string; title: string; can: Record<string, unknown> }
type List = { rows: { id: string; title: string }[]; total: number }

/** The figures of the wall that a problem moves, as a spectator reads them. */
const figures = {
  open: '.wall-problems-open strong',
  overdue: '.wall-problems-overdue strong',
  closed: '.wall-problems-closed_this_month strong',
} as const
const stages = ['registered', 'handling', 'completed', 'verified'] as const
type Figure = keyof typeof figures | (typeof stages)[number]
type Figures = Record<Figure, number>

function figureOn(wall: Page, figure: Figure): Locator {
  if (figure in figures) return wall.locator(figures[figure as keyof typeof figures])
  const name = en(`projects.problem.stage.${figure}`)
  return wall.locator('.wall-problem-stages button').filter({ hasText: name }).locator('strong')
}

async function readFigures(wall: Page): Promise<Figures> {
  const names = [...Object.keys(figures), ...stages] as Figure[]
  const read = await Promise.all(
    names.map(async (name) => [name, Number(await figureOn(wall, name).innerText())] as const),
  )
  return Object.fromEntries(read) as Figures
}

const liveMs = 1000

/** Somebody acts; from the answer on, the wall has a second to show the figures that it must show then. */
async function movesWithinASecond(
  wall: Page,
  actor: Page,
  changes: Partial<Figures>,
  act: () => Promise<void>,
): Promise<void> {
  const before = await readFigures(wall)
  const expected = { ...before }
  for (const [name, by] of Object.entries(changes)) expected[name as Figure] += by
  const names = Object.keys(changes) as Figure[]
  const answered = actor.waitForResponse(
    (response) => response.request().method() === 'POST' && /\/(entries|actions\/\w+)$/.test(response.url()),
  )
  const followed = answered.then(async (response) => {
    assert.ok(response.ok(), await response.text())
    const shows = (name: Figure) =>
      figureOn(wall, name).filter({ hasText: new RegExp(`^${expected[name]}$`) })
    await Promise.all(names.map((name) => shows(name).waitFor({ timeout: liveMs })))
  })
  await Promise.all([followed, act()])
  assert.deepEqual(await readFigures(wall), expected)
}

const button = (page: Page, key: string) => page.getByRole('button', { name: en(key), exact: true })

/** Opens the form of an action, lets it be filled in, and sends it. */
async function take(page: Page, action: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  const key = `projects.problem.action.${action}`
  await button(page, key).click()
  const form = page.getByRole('dialog')
  await form.waitFor()
  await fill(form)
  await form
    .locator('form')
    .getByRole('button', { name: en(key), exact: true })
    .click()
  await form.waitFor({ state: 'hidden' })
}

/** An invented project of the steward’s district with no problem open. */
async function inventedProject(screen: Screen): Promise<{ id: string; title: string }> {
  const { rows } = await ask<List>(screen, '/api/ledgers/project/entries?f.demonstration=true&size=50')
  const project = rows[0]
  assert.ok(project, 'the demonstration has no invented project')
  return project
}

async function registerOnTheWall(steward: Screen, wall: Page, title: string): Promise<string> {
  const { page } = steward
  const project = await inventedProject(steward)
  await page.goto('/wall/projects')
  await page.locator('.wall-totals .wall-figure').first().click()
  const rows = page.getByRole('dialog')
  const row = rows.getByRole('button').filter({ hasText: project.title })
  while ((await row.count()) === 0) await rows.getByRole('button', { name: en('ui.wall.page_on') }).click()
  await row.first().click()
  await page.waitForURL(/\/projects\//)
  await button(page, 'projects.problem.action.register').click()
  const form = page.locator('.ant-drawer').getByRole('dialog')
  await form.getByLabel(en('projects.problem.field.title')).fill(title)
  await choose(page, form.getByLabel(en('projects.problem.field.kind')), en('projects.problem.kind.power'))
  await form.getByLabel(en('projects.problem.field.description')).fill('The substation is not connected.')
  await movesWithinASecond(wall, page, { open: 1, registered: 1 }, () =>
    form.getByRole('button', { name: 'Register', exact: true }).click(),
  )
  await page.waitForURL(/\/entries\//)
  return new URL(page.url()).pathname.split('/')[2] as string
}

async function fromTodo(page: Page, title: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('table').getByText(title).first().click()
  await page.locator('.list-beside').getByRole('heading', { name: title }).waitFor()
}

/** Picks in a list that narrows as one types, by keyboard alone. */
async function choose(page: Page, field: Locator, typed: string): Promise<void> {
  await field.fill(typed)
  const options = page.locator('.ant-select-item-option-active:visible')
  await options.filter({ hasText: typed }).waitFor()
  await field.press('Enter')
}

const dayAfterTomorrow = () => {
  const day = new Date(Date.now() + 2 * 86_400_000 + 8 * 3_600_000)
  return day.toISOString().slice(0, 10)
}

describe('a problem from registration to close-off', () => {
  test('is played through the screens by those it concerns, and the wall follows within a second', async () => {
    const title = `No power at the gate ${Date.now()}`
    await withScreen({ as: 'leader', width: 1920, height: 1080 }, async ({ page: wall, ...spectator }) => {
      await wall.goto('/wall/projects')
      await wall.locator(figures.open).waitFor()
      await picture({ page: wall, ...spectator }, 'wall-en')
      let id = ''
      await withScreen({ as: 'steward', expects: /status of 409/ }, async (steward) => {
        id = await registerOnTheWall(steward, wall, title)
      })
      await withScreen({ as: 'bureau' }, async ({ page }) => {
        await fromTodo(page, title)
        await movesWithinASecond(wall, page, { registered: -1, handling: 1 }, () =>
          take(page, 'dispatch', async (form) => {
            await choose(page, form.getByLabel('Which organisation is to handle it'), 'Housing')
            await form.getByLabel(en('projects.problem.field.dueOn')).fill(dayAfterTomorrow())
            await page.keyboard.press('Tab')
          }),
        )
      })
      await withScreen({ as: 'unit' }, async ({ page }) => {
        await fromTodo(page, title)
        await movesWithinASecond(wall, page, { handling: -1, completed: 1 }, () =>
          take(page, 'complete', (form) =>
            form.getByLabel(en('projects.problem.field.measures')).fill('A line was laid.'),
          ),
        )
      })
      await withScreen({ as: 'steward' }, (steward) => refusesWithoutEvidence(steward, id))
      await withScreen({ as: 'unit' }, async ({ page }) => {
        await page.goto(`/entries/${id}`)
        await movesWithinASecond(wall, page, {}, () =>
          take(page, 'attach_evidence', async (form) => {
            const file = { name: 'line.txt', mimeType: 'text/plain', buffer: Buffer.from('photographed') }
            await form.locator('input[type=file]').setInputFiles(file)
            await form.getByText('line.txt').waitFor()
          }),
        )
      })
      await withScreen({ as: 'steward' }, async ({ page }) => {
        await page.goto(`/entries/${id}`)
        await movesWithinASecond(wall, page, { completed: -1, verified: 1 }, () =>
          take(page, 'verify', (form) => form.getByText('Passed', { exact: true }).click()),
        )
        await movesWithinASecond(wall, page, { open: -1, verified: -1, closed: 1 }, () =>
          take(page, 'close', async () => undefined),
        )
        await page.getByText(en('projects.problem.stage.closed')).first().waitFor()
      })
    })
  })
})

/** The button is held back and says why; the interface refuses in the same words. */
async function refusesWithoutEvidence(steward: Screen, id: string): Promise<void> {
  const { page } = steward
  await page.goto(`/entries/${id}`)
  const close = button(page, 'projects.problem.action.close')
  await close.waitFor()
  assert.equal(await close.isDisabled(), true)
  const described = await close.getAttribute('aria-describedby')
  const reason = await page.locator(`[id="${described}"]`).innerText()
  assert.match(reason, new RegExp(en('projects.problem.field.evidence')))
  await picture(steward, 'close-refused-en')
  const { seq } = await ask<Entry>(steward, `/api/entries/${id}`)
  const url = `/api/entries/${id}/actions/close`
  const { status, body } = await write(steward, url, { expectedSeq: seq, input: {} })
  assert.equal(status, 409)
  assert.equal(body['code'], 'ledgers.evidence_missing')
  assert.equal(body['detail'], reason)
}

describe('the wall', () => {
  test('shows the moved gold works as three pages told of it, each dated and with its source', async () => {
    const name = '新都黄金整体搬迁改造项目'
    const days = { '2019-06': '2019-06-30', '2022-01': '2022-01-31', '2022-04': '2022-04-30' }
    const stagesSeen: string[] = []
    for (const [month, day] of Object.entries(days)) {
      await withScreen({ as: 'leader', width: 1920, height: 1080 }, async (screen) => {
        const { page } = screen
        await page.goto('/wall/projects')
        await page.locator('.wall-tick').filter({ hasText: month }).click()
        await page.waitForURL(new RegExp(`asOf=${day}`))
        await page.getByText(day).first().waitFor()
        await page.locator('.wall-totals .wall-figure').first().click()
        const rows = page.getByRole('dialog')
        const row = rows.getByRole('button').filter({ hasText: name })
        while ((await row.count()) === 0)
          await rows.getByRole('button', { name: en('ui.wall.page_on') }).click()
        stagesSeen.push((await row.innerText()).replaceAll(/\s+/g, ' '))
        assert.match(await row.innerText(), new RegExp(month))
        await row.click()
        await page.waitForURL(new RegExp(`/projects/.*asOf=${day}`))
        await page.getByRole('heading', { name }).first().waitFor()
        await page
          .getByText(/00\d_[0-9a-f]+\.txt/)
          .first()
          .waitFor()
        await picture(screen, `gold-works-${month}`)
      })
    }
    assert.equal(new Set(stagesSeen).size, 3, stagesSeen.join('\n'))
  })

  test('and the page of a project are without serious faults, in both languages', async () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      await withScreen({ as: 'leader', locale, width: 1920, height: 1080 }, async (screen) => {
        await screen.page.goto('/wall/projects')
        await screen.page.locator(figures.open).waitFor()
        await assertAccessible(screen.page)
        await picture(screen, `wall-${locale}`)
      })
      await withScreen({ as: 'steward', locale }, async (screen) => {
        const { id } = await inventedProject(screen)
        await screen.page.goto(`/projects/${id}`)
        await screen.page.getByRole('heading', { level: 1 }).first().waitFor()
        const shown = screen.page.locator('.project-problems li, p.project-quiet').filter({ visible: true })
        await shown.first().waitFor()
        await assertAccessible(screen.page)
        await picture(screen, `project-${locale}`)
      })
    }
  })
})
