import type { Engine } from '#kernel/ledgers/server'
import type { OpenRulebook, Rulebooks } from '#kernel/rulebooks/server'
import type { RuleVersion } from '#kernel/rulebooks/model'
import { catalogueBook } from '../../model/incidents/catalogue-book.ts'
import type { Catalogue, Catalogues } from '../../model/incidents/catalogue.ts'
import { incidentLedger } from '../../model/incidents/incident-ledger.ts'
import { shippedCatalogue } from './shipped.ts'

const published = ({ version, body }: RuleVersion<Catalogue>) => ({ version, catalogue: body })

function catalogueVersions(book: OpenRulebook<Catalogue>): Catalogues {
  const first = published(book.at(new Date(0)))
  const all = () => [...book.published().map(published), first]
  return {
    at: (moment) => published(book.at(moment)),
    version: (number) => all().find(({ version }) => version === number),
    all,
  }
}

/** The catalogue that everything of the platform reads: what was published, or what the program brings along. */
export function declareCatalogues(rulebooks: Rulebooks): Catalogues {
  return catalogueVersions(rulebooks.declare({ ...catalogueBook, first: shippedCatalogue() }))
}

/** A category that was added can be chosen at once; what is filed keeps the definition that it was filed under. */
export async function followCatalogue(engine: Engine, catalogues: Catalogues): Promise<void> {
  await engine.book.redeclare(incidentLedger(catalogues), engine.clock.now())
}
