import { createContext, useContext } from 'react'
import type { Locale } from '#kernel/i18n/model'
import { translate } from '#kernel/i18n/model'
import type { WallAnswer } from '../../model/wall-rows.ts'

type Say = (key: string, params?: Record<string, string | number>) => string

export type WallText = {
  readonly locale: Locale
  readonly say: Say
  /** The name of a district or township; the code itself where it has none. */
  readonly place: (code: string) => string
}

export function wallText(locale: Locale, divisions: WallAnswer['divisions']): WallText {
  const names = new Map(divisions.map((d) => [d.code, locale === 'en' ? d.nameEn || d.name : d.name]))
  return {
    locale,
    say: (key, params) => translate(locale, key, params),
    place: (code) => names.get(code) ?? code,
  }
}

export const WallTextContext = createContext<WallText>(wallText('zh-CN', []))
export const useWallText = () => useContext(WallTextContext)
