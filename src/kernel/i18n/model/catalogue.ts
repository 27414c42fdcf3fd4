import { IntlMessageFormat } from 'intl-messageformat'
import type { Locale } from './locale.ts'

type Params = Record<string, string | number | Date | undefined>

const catalogue = new Map<string, Record<Locale, string>>()
const compiled = new Map<string, IntlMessageFormat>()

/**
 * Registers an area's texts in both languages (ICU MessageFormat) and returns its keys for the type checker.
 * The types make a key without its English a compile error.
 * @throws Error when a key is taken by another area: keys are one namespace.
 */
export function defineMessages<Messages extends Record<string, string>>(
  zhCN: Messages,
  en: Record<keyof Messages, string>,
): ReadonlySet<keyof Messages & string> {
  const keys = Object.keys(zhCN) as (keyof Messages & string)[]
  for (const key of keys) {
    const known = catalogue.get(key)
    if (known && (known['zh-CN'] !== zhCN[key] || known.en !== en[key])) {
      throw new Error(`message key ${key} is declared twice`)
    }
    catalogue.set(key, { 'zh-CN': zhCN[key] as string, en: en[key] })
  }
  return new Set(keys)
}

export function hasMessage(key: string): boolean {
  return catalogue.has(key)
}

export function messageKeys(): string[] {
  return [...catalogue.keys()]
}

/**
 * The text of a key in a language. An unknown key shows as itself, so that a fault is seen and nothing else is lost.
 * @example translate('en', 'time.remaining.working_days', { count: 2 })
 */
export function translate(locale: Locale, key: string, params: Params = {}): string {
  const pattern = catalogue.get(key)?.[locale]
  if (pattern === undefined) return key
  if (!pattern.includes('{') && !pattern.includes("'") && !pattern.includes('<')) return pattern
  const cacheKey = `${locale}\u0000${key}`
  let format = compiled.get(cacheKey)
  if (!format) {
    format = new IntlMessageFormat(pattern, locale, undefined, { ignoreTag: true })
    compiled.set(cacheKey, format)
  }
  return String(format.format(params))
}
