import type { Actor } from '#kernel/http/model'
import { ListParameters, type PlatformDeps } from '#kernel/ledgers/server'
import { organisationIdsByCode } from '#kernel/orgs/server'
import type { Catalogues } from '../../model/incidents/catalogue.ts'
import { keptVersion } from '../../model/incidents/limits.ts'
import type { ProposalsAnswer } from '../../model/desk/answers.ts'
import { organisationFor } from '../incidents/responsible.ts'
import { incidents } from './incident-list.ts'
import { listToDispatch } from './desk-store.ts'

/** Who would be responsible for the incidents that the actor may see, by the catalogue and the place (责任单位). */
export async function proposeOrganisations(
  deps: PlatformDeps,
  catalogues: Catalogues,
  actor: Actor,
  ids: readonly string[],
): Promise<ProposalsAnswer> {
  const { handle, directory } = deps
  const request = incidents(deps, actor, ListParameters.parse({}))
  const rows = await listToDispatch(handle.db, request, ids)
  const byCode = await organisationIdsByCode(handle.db)
  const found = rows.map(({ id, category, catalogueVersion, divisionCode }) => {
    const { catalogue } = keptVersion(catalogues, catalogueVersion, deps.clock.now())
    const organisationId =
      category === null ? undefined : organisationFor(byCode, catalogue, category, divisionCode)
    return { id, organisationId }
  })
  const names = await directory.organisations([
    ...new Set(found.flatMap(({ organisationId }) => organisationId ?? [])),
  ])
  return {
    proposals: found.map(({ id, organisationId }) => {
      const name = organisationId === undefined ? undefined : names.get(organisationId)
      return { id, organisation: organisationId !== undefined && name ? { id: organisationId, name } : null }
    }),
  }
}
