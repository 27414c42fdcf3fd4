import { useEffect, useState } from 'react'
import { useLocale, useT } from '#kernel/ui/web'
import type { Standing } from '../canvas/use-map.ts'
import { metresPerPx } from '../canvas/metres-per-px.ts'

/** On paper 96 px are an inch. */
const metresOfPaperPerPx = 0.0254 / 96

/** The scale as a number, in the middle of the sheet; three digits are as exact as a printer is. */
export function ScaleOfPaper({ standing: { map } }: { standing: Standing }) {
  const t = useT()
  const { locale } = useLocale()
  const [scale, setScale] = useState(1)
  useEffect(() => {
    const read = () => setScale(metresPerPx(map.getZoom(), map.getCenter().lat) / metresOfPaperPerPx)
    read()
    const subscription = map.on('move', read)
    return () => subscription.unsubscribe()
  }, [map])
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(scale)
  return <p className="yw-number">{t('map.print.scale', { number })}</p>
}
