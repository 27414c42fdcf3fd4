import { chooseLocale, type Locale } from '#kernel/i18n/model'

const cookieName = 'yiwang_locale'
const yearSeconds = 31_536_000
const listeners = new Set<() => void>()

/** The choice lies in a cookie, so that the server's texts speak the same language as the page. */
function chosen(): Locale | undefined {
  const value = new RegExp(`(?:^|; )${cookieName}=([^;]*)`).exec(document.cookie)?.[1]
  return value === 'zh-CN' || value === 'en' ? value : undefined
}

let locale: Locale | undefined

/** The browser's language until one is chosen; Chinese where it is neither of ours. */
export function currentLocale(): Locale {
  locale ??= chosen() ?? chooseLocale(navigator.languages)
  return locale
}

export function chooseLocaleForGood(next: Locale): void {
  const secure = location.protocol === 'https:' ? '; secure' : ''
  document.cookie = `${cookieName}=${next}; path=/; max-age=${yearSeconds}; samesite=lax${secure}`
  locale = next
  document.documentElement.lang = next
  for (const listener of listeners) listener()
}

export function onLocaleChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
