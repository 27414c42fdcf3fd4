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
  readonly money: (fen: number) => string
}

export function wallText(locale: Locale, divisions: WallAnswer['divisions']): WallText {
  const short = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)
  const names = new Map(divisions.map((d) => [d.code, locale === 'en' ? d.nameEn || d.name : d.name]))
  return {
    locale,
    say: (key, params) => translate(locale, key, params),
    place: (code) => names.get(code) ?? code,
    money: (fen) =>
      translate(locale, 'projects.wall.money', { yi: short(fen / 1e10), billion: short(fen / 1e11) }),
  }
}

export const WallTextContext = createContext<WallText>(wallText('zh-CN', []))
export const useWallText = () => useContext(WallTextContext)
