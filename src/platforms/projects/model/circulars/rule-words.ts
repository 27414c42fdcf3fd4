import type { NumberedRule } from './rule.ts'

/** The rule in the words of the document: whoever reads a rank can reckon it again. */
export function ruleWords(
  { rule }: NumberedRule,
  say: (key: string, params?: Record<string, string | number>) => string,
): string[] {
  const weights = rule.weights.map(({ measure, weight }) =>
    say('circulars.doc.rule.weight', { name: say(`circulars.measure.${measure}`), weight }),
  )
  const breakers = rule.tieBreakers.map((breaker) => say(`circulars.breaker.${breaker}`))
  const separator = say('circulars.separator')
  return [
    say('circulars.doc.rule.weights', { weights: weights.join(separator) }),
    say('circulars.doc.rule.counts'),
    say('circulars.doc.rule.min', { min: rule.casesMin }),
    breakers.length > 0
      ? say('circulars.doc.rule.ties', { breakers: breakers.join(separator) })
      : say('circulars.doc.rule.no_ties'),
  ]
}
