import { z } from 'zod'

export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

/** A name or label that data carries in both languages. */
export const LocalText = z.strictObject({
  'zh-CN': z.string().min(1).max(400),
  en: z.string().min(1).max(400),
})
export type LocalText = z.infer<typeof LocalText>

export function localText(text: LocalText, locale: Locale): string {
  return text[locale]
}

/**
 * The language of an `Accept-Language` header or of `navigator.languages`: the first of ours that is asked for,
 * Chinese where none is.
 */
export function chooseLocale(preferences: string | readonly string[] | undefined): Locale {
  const list = typeof preferences === 'string' ? preferences.split(',') : (preferences ?? [])
  const wanted = list
    .map((item, index) => {
      const [tag = '', ...rest] = item.trim().toLowerCase().split(';')
      const q = rest.map((part) => /^\s*q=([\d.]+)/.exec(part)?.[1]).find((value) => value !== undefined)
      return { tag, q: q === undefined ? 1 : Number(q), index }
    })
    .filter((item) => item.q > 0)
    .sort((a, b) => b.q - a.q || a.index - b.index)
  for (const { tag } of wanted) {
    if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN'
    if (tag === 'en' || tag.startsWith('en-')) return 'en'
  }
  return 'zh-CN'
}
