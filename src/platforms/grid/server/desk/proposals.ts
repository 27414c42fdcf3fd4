import type { Actor } from '#kernel/http/model'
import { ListParameters, type PlatformDeps } from '#kernel/ledgers/server'
import { organisationIdsByCode } from '#kernel/orgs/server'
import { type Catalogue, type Responsible, responsibleFor } from '../../model/incidents/catalogue.ts'
import type { ProposalsAnswer } from '../../model/desk/answers.ts'
import { incidents } from './incident-list.ts'
import { listToDispatch } from './desk-store.ts'

/** The code of an organisation: a body's bears its district, who governs a place has the place's own. */
function codeOf(responsible: Responsible, divisionCode: string): string | undefined {
  if ('body' in responsible) return `${divisionCode.slice(0, 6)}-${responsible.body}`
  const digits = responsible.level === 'township' ? 9 : 12
  return divisionCode.length >= digits ? divisionCode.slice(0, digits) : undefined
}

/** Who would be responsible for the incidents that the actor may see, by the catalogue and the place (责任单位). */
export async function proposeOrganisations(
  deps: PlatformDeps,
  catalogue: Catalogue,
  actor: Actor,
  ids: readonly string[],
): Promise<ProposalsAnswer> {
  const { handle, directory } = deps
  const request = incidents(deps, actor, ListParameters.parse({}))
  const rows = await listToDispatch(handle.db, request, ids)
  const byCode = await organisationIdsByCode(handle.db)
  const found = rows.map(({ id, category, divisionCode }) => {
    const code =
      category === null ? undefined : codeOf(responsibleFor(catalogue, category, divisionCode), divisionCode)
    return { id, organisationId: code === undefined ? undefined : byCode.get(code) }
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
