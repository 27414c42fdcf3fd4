import type { Page } from 'playwright-core'
import type { QueuedAction } from '#kernel/offline/web'
import { password } from '../world/app.ts'

export const pin = '246810'

/** An action as a test tells it: photos as base64, since it travels into the page. */
export type Told = Pick<QueuedAction, 'ledger' | 'action' | 'input'> &
  ({ entryId: string } | { divisionCode: string })

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
export const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: true })
export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor()

/** Makes the phone known once, with a line, and waits until the face is put by and what it carries has come. */
export async function setUpPhone(page: Page): Promise<void> {
  await page.getByLabel('设置本机密码（6 位以上数字）', { exact: true }).fill(pin)
  await page.getByLabel('再输一次', { exact: true }).fill(pin)
  await button(page, '设置并下载').click()
  const none = page.getByText('派给您的事项会出现在这里。')
  await page.locator('a.field-card').or(none).first().waitFor()
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
}

export async function enterPin(page: Page, typed = pin): Promise<void> {
  await page.getByLabel('本机密码', { exact: true }).fill(typed)
  await button(page, '打开').click()
}

/** Another PIN, after a wrong one was refused. */
export async function changePin(page: Page, next: string): Promise<void> {
  await link(page, '我的').click()
  await link(page, '更换本机密码').click()
  await page.getByLabel('设置本机密码（6 位以上数字）', { exact: true }).fill(next)
  await page.getByLabel('再输一次', { exact: true }).fill(next)
  for (const [typed, answer] of [
    ['135790', '密码不对，还可以试 5 次。'],
    [pin, '密码已更换'],
  ] as const) {
    await page.getByLabel('现在的密码', { exact: true }).fill(typed)
    await button(page, '更换本机密码').click()
    await page.getByText(answer, { exact: true }).waitFor()
  }
}

export async function signIn(page: Page, account: string): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await button(page, '登录').click()
}

/** What the strip on top says is unsent. */
export const unsentStrip = (page: Page, count: number) =>
  page.locator('.field-strip').getByText(`${count} 条未发送`, { exact: true })

type QueueDoor = (action: QueuedAction) => Promise<string>

/**
 * Queues actions by the same door as the page's own forms: the module that stands loaded in the page is asked for again,
 * and its function is known by what it calls.
 */
export async function queueByDoor(
  page: Page,
  told: readonly Told[],
  photos: readonly { field: string; bytes: string }[] = [],
): Promise<void> {
  await page.evaluate(
    async ([actions, pictures]) => {
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
      const exported: unknown[] = []
      for (const url of loaded.filter((name) => /\/assets\/[^/]*\.js$/.test(name)))
        exported.push(...Object.values((await import(url)) as object))
      const queue = exported.find(
        (one) => typeof one === 'function' && one.length === 1 && /\.queueAction\(/.test(String(one)),
      )
      for (const [index, action] of actions.entries()) {
        const picture = pictures[index % pictures.length]
        const bytes = picture && Uint8Array.from(atob(picture.bytes), (letter) => letter.charCodeAt(0))
        const blob = bytes && new Blob([bytes], { type: 'image/jpeg' })
        const files = picture && blob ? [{ field: picture.field, name: `${index}.jpg`, blob }] : []
        await (queue as QueueDoor)({ ...action, photos: files })
      }
    },
    [told, photos] as const,
  )
}

/** Waits until nothing sealed is left on the phone. */
export const unsealed = (page: Page) =>
  page.waitForFunction(async () => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open('yiwang-offline')
      asked.addEventListener('success', () => resolve(asked.result))
      asked.addEventListener('error', () => reject(asked.error ?? new Error('no database')))
    })
    const counted = opened.transaction('sealed').objectStore('sealed').count()
    await new Promise((resolve) => counted.addEventListener('success', resolve))
    opened.close()
    return counted.result === 0
  })

/** A report with a photo, by the page's own form. */
export async function reportByForm(page: Page, words: string, picture: Buffer): Promise<void> {
  await link(page, '上报').click()
  const file = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: picture }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('textbox').fill(words)
  await button(page, '上报').click()
  await page.getByText('已存在手机上').waitFor()
}

async function openTask(page: Page, id: string): Promise<void> {
  await link(page, '待办').click()
  await page.locator(`a[href="/m/entries/${id}"]`).first().click()
}

/** Takes an action on a task of the list, by the page's own form. */
export async function act(page: Page, id: string, label: string, words?: string): Promise<void> {
  await openTask(page, id)
  await link(page, label).click()
  if (words !== undefined) await page.getByRole('textbox').fill(words)
  await button(page, label).click()
  await page.locator('.field-mark').first().waitFor()
}
