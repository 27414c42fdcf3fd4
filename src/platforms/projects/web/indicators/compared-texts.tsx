import { useLocale, useT } from '#kernel/ui/web'
import type { FigureAnswer } from '../../model/indicators/answers.ts'
import { figureText } from './figure-text.ts'

type Compared = Pick<FigureAnswer, 'comparison'>

export function DerivedText({ comparison }: Compared) {
  const t = useT()
  const { locale } = useLocale()
  if (comparison === null) return <span className="yw-quiet">{t('projects.figures.none')}</span>
  if (comparison.derived === null) return t('projects.figures.unknown')
  return <span className="yw-number">{figureText(comparison.kind, comparison.derived, locale)}</span>
}

export function DifferenceText({ comparison }: Compared) {
  const t = useT()
  const { locale } = useLocale()
  if (comparison?.difference == null) return null
  if (comparison.difference === 0) return t('projects.figures.equal')
  return <span className="yw-number">{figureText(comparison.kind, comparison.difference, locale)}</span>
}
