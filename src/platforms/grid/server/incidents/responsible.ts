import { type Catalogue, responsibleFor } from '../../model/incidents/catalogue.ts'

/**
 * Which organisation the catalogue's table makes responsible: bodies go by district and their own code, townships and
 * villages by theirs. Undefined where the district has no such body.
 */
export function organisationFor(
  byCode: ReadonlyMap<string, number>,
  catalogue: Catalogue,
  category: string,
  divisionCode: string,
): number | undefined {
  const responsible = responsibleFor(catalogue, category, divisionCode)
  if ('body' in responsible) return byCode.get(`${divisionCode.slice(0, 6)}-${responsible.body}`)
  const township = divisionCode.slice(0, 9)
  return (
    (responsible.level === 'village' ? byCode.get(divisionCode) : undefined) ??
    byCode.get(township) ??
    byCode.get(divisionCode.slice(0, 6))
  )
}
