import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Catalogue, type Catalogues } from '../../model/incidents/catalogue.ts'

const ownData = join(import.meta.dirname, '../../../../../data/incidents/catalogue.json')

/** The catalogue that comes with the program. */
export function shippedCatalogue(): Catalogue {
  return Catalogue.parse(JSON.parse(readFileSync(ownData, 'utf8')))
}

/** One catalogue for all times, under the number of the one that comes with the program. */
export function fixedCatalogues(catalogue: Catalogue): Catalogues {
  const only = { version: 0, catalogue }
  return { at: () => only, version: (number) => (number === 0 ? only : undefined), all: () => [only] }
}
