import { useCallback, useSyncExternalStore } from 'react'
import { type Locale, type LocalText, translate } from '#kernel/i18n/model'
import { chooseLocaleForGood, currentLocale, onLocaleChange } from './chosen-locale.ts'

export type Translate = (key: string, params?: Record<string, string | number | undefined>) => string

/** The language of the page and how to choose another; everything on screen follows without reload. */
export function useLocale(): { locale: Locale; choose: (locale: Locale) => void } {
  const locale = useSyncExternalStore(onLocaleChange, currentLocale)
  return { locale, choose: chooseLocaleForGood }
}

/** @example const t = useT(); t('ui.retry') */
export function useT(): Translate {
  const { locale } = useLocale()
  return useCallback((key, params) => translate(locale, key, params), [locale])
}

/** The text of a name or label that data carries in both languages. */
export function useLocalText(): (text: LocalText) => string {
  const { locale } = useLocale()
  return useCallback((text) => text[locale], [locale])
}
