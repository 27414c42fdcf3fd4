import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Served } from './served.ts'

/** A page of a browser that holds nothing yet, signed in with the cookie or nobody's. */
export async function openPage(
  browser: Browser,
  { origin, cookie }: Pick<Served, 'origin' | 'cookie'>,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options })
  const cookies = cookie.split('; ').filter((text) => text !== '')
  await context.addCookies(
    cookies.map((text) => {
      const [name = '', value = ''] = text.split('=')
      return { name, value, url: origin }
    }),
  )
  return context.newPage()
}
