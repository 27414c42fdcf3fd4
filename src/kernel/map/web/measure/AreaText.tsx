import { useLocale, useT } from '#kernel/ui/web'
import { areaIn } from './units.ts'

/** An area in the units that people count fields and districts in. */
export function AreaText({ squareMetres }: { squareMetres: number }) {
  const t = useT()
  const { locale } = useLocale()
  const units = squareMetres >= 1e6 ? (['square_kilometre', 'mu'] as const) : (['mu', 'hectare'] as const)
  const parts = units.map((unit) => t(`map.measure.${unit}`, { area: areaIn(unit, squareMetres, locale) }))
  return <span className="yw-number">{parts.join(' · ')}</span>
}
