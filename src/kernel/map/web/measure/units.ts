import type { Locale } from '#kernel/i18n/model'

export const areaUnits = ['mu', 'hectare', 'square_kilometre', 'square_metre'] as const
export type AreaUnit = (typeof areaUnits)[number]

/** Square metres in one unit; fifteen mu make a hectare. */
const squareMetres: Record<AreaUnit, number> = {
  mu: 10_000 / 15,
  hectare: 10_000,
  square_kilometre: 1_000_000,
  square_metre: 1,
}

/** An area in a unit with at most two decimals, more where it would be nought. */
export function areaIn(unit: AreaUnit, area: number, locale: Locale): string {
  return rounded(area / squareMetres[unit], locale)
}

/** A length as a number and its unit: metres below ten kilometres. */
export function lengthIn(metres: number, locale: Locale): { unit: 'm' | 'km'; text: string } {
  if (metres < 10_000) return { unit: 'm', text: rounded(metres, locale, 1) }
  return { unit: 'km', text: rounded(metres / 1000, locale) }
}

function rounded(value: number, locale: Locale, decimals = 2): string {
  const small = value !== 0 && Math.abs(value) < 0.01
  const digits = small ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: decimals }
  return new Intl.NumberFormat(locale, digits).format(value)
}
