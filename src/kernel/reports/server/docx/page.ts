import { translate } from '#kernel/i18n/model'

/** GB/T 9704-2012: lengths in twentieths of a point, sizes of type in half points, as Word counts them. */
export const mm = (length: number): number => Math.round((length / 25.4) * 1440)

/** 版心 156 mm × 225 mm, 37 mm from the top and 28 mm from the left of A4. */
export const page = {
  width: mm(210),
  height: mm(297),
  top: mm(37),
  bottom: mm(35),
  left: mm(28),
  right: mm(26),
  body: mm(156),
  /** 22 lines to a page: 225 mm over 22, set exactly; a grid would stretch tables to it. */
  line: 580,
  /**
   * 28 characters to a line: 156 mm hold 27.6 of 16 points, so each is set a quarter of a point closer. Said of the
   * characters and not of the page's grid, which programs read differently.
   */
  closer: -5,
  /** The page number stands 7 mm under the text. */
  footer: mm(25),
} as const

export const size = { title: 44, body: 32, small: 28, table: 21, masthead: 96 } as const

/** Names only: none of these may be given away with a file. */
export function typefaces(): { title: string; body: string; second: string; head: string; number: string } {
  return {
    title: translate('zh-CN', 'reports.typeface.title'),
    body: translate('zh-CN', 'reports.typeface.body'),
    second: translate('zh-CN', 'reports.typeface.second'),
    head: translate('zh-CN', 'reports.typeface.head'),
    number: translate('zh-CN', 'reports.typeface.table'),
  }
}
export type Typefaces = ReturnType<typeof typefaces>

export const red = 'FF0000'
