import { z } from 'zod'
import type { Tx } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { created, defineRoute, type Route } from '#kernel/http/server'
import { derivedKey, type PlatformDeps } from '#kernel/ledgers/server'
import {
  CatalogueAnswer,
  ClaimAnswer,
  ClaimReport,
  ClassifierAnswer,
  ProposalAnswer,
  ProposalAsk,
  RelatedAnswer,
} from '../../model/incidents/answers.ts'
import { zhCN } from '../../model/incidents/messages.zh-CN.ts'
import { classifierFor } from './classification.ts'
import { bodyNames, type ProposalDeps, proposalsFor, relatedTo } from './proposals.ts'
import { registerClaimIn } from './register-claim.ts'
import { reopenClaim } from './reopen-claim.ts'

type Deps = ProposalDeps & Pick<PlatformDeps, 'organisationOfRole'>

const reference = { kind: 'signed_in', because: 'the catalogue is the same for everyone' } as const
const scoped = { kind: 'scoped', by: 'entry' } as const
const params = z.object({ entryId: z.uuid() })

/** The catalogue, what words propose, claims that officers take down, and reopening at a claimant's word. */
export function incidentRoutes(deps: Deps): Route[] {
  return [
    catalogueRoute(deps),
    classifierRoute(deps),
    proposalRoute(deps),
    relatedRoute(deps),
    ...claimRoutes(deps),
  ]
}

const catalogueRoute = (deps: Deps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/incidents/catalogue',
    summary: 'The catalogue of matters in force, and how well categories are proposed from words',
    access: reference,
    response: CatalogueAnswer,
    handler: async ({ actor }) => {
      const { version, catalogue } = deps.catalogues.at(deps.clock.now())
      const district = (actor.divisions[0] ?? '').slice(0, 6)
      const bodies = await bodyNames(deps, district)
      return { version, catalogue, accuracy: classifierFor(catalogue).accuracy, bodies }
    },
  })

const classifierRoute = ({ catalogues, clock }: Deps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/incidents/classifier',
    summary: 'The weights by which categories are proposed from words, for a phone that works without a line',
    access: reference,
    response: ClassifierAnswer,
    handler: async () => {
      const { classifier, accuracy } = classifierFor(catalogues.at(clock.now()).catalogue)
      return { weights: classifier.weights, accuracy }
    },
  })

const proposalRoute = (deps: Deps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/grid/incidents/proposals',
    summary:
      'Categories that the words speak for, with reasons, and incidents nearby that look like it; keeps nothing',
    access: scoped,
    body: ProposalAsk,
    response: ProposalAnswer,
    handler: ({ actor, body }) => proposalsFor(deps, actor, body),
  })

const relatedRoute = (deps: Deps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/incidents/:entryId/related',
    summary: 'An incident’s claims, what looks like it, what its words speak for, and who is responsible',
    access: scoped,
    params,
    response: RelatedAnswer,
    handler: ({ actor, params: { entryId } }) => relatedTo(deps, actor, entryId),
  })

/** Who may take down a claim for somebody: by the role that the ledger names, over the place. */
function refuseOutside(actor: Actor, divisionCode: string): void {
  if (!['dispatcher', 'grid_worker'].includes(actor.role) || !covers(actor.divisions, divisionCode))
    throw notFound()
}

async function addPhotos(
  tx: Tx,
  { engine }: Deps,
  actor: Actor,
  entryId: string,
  photos: readonly string[],
  clientKey: string,
): Promise<void> {
  const { state } = await engine.get(actor, entryId, tx)
  const held = Array.isArray(state.values['photos']) ? state.values['photos'] : []
  const input = { photos: [...held, ...photos] }
  await engine.performIn(
    tx,
    actor,
    [{ entryId, expectedSeq: state.seq, action: 'add_facts', input }],
    derivedKey(`incidents/photos/${clientKey}`),
  )
}

function claimRoutes(deps: Deps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/grid/claims',
      summary: 'Takes down a claim, with its incident or into one that is known',
      access: scoped,
      clientKey: true,
      body: ClaimReport,
      response: ClaimAnswer,
      handler: async ({ actor, body, clientKey }) => {
        const { photos = [], ...said } = body
        refuseOutside(actor, said.divisionCode)
        // One may join only what one may see.
        if (said.incidentId !== undefined) await deps.engine.get(actor, said.incidentId)
        const { claim, incident, joined } = await deps.engine.handle.db.transaction().execute(async (tx) => {
          const registered = await registerClaimIn(tx, deps, said, `${actor.accountId}/${clientKey}`)
          if (registered.replayed) return registered
          // The house registers it; who took it down says so, and adds their photos, in their own name.
          await deps.engine.performIn(
            tx,
            actor,
            [
              {
                entryId: registered.claim.id,
                expectedSeq: 1,
                action: 'comment',
                input: { text: zhCN['incidents.claim.taken_down'] },
              },
            ],
            derivedKey(`incidents/taken_down/${clientKey}`),
          )
          if (photos.length > 0) await addPhotos(tx, deps, actor, registered.incident.id, photos, clientKey)
          return registered
        })
        deps.engine.onCommit()
        return created({ claim, incident, joined })
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/grid/claims/:entryId/reopening',
      summary: 'Reopens the matter of a claim at its claimant’s word, within the window counted from closing',
      access: scoped,
      clientKey: true,
      params,
      body: z.strictObject({ reason: z.string().trim().min(2).max(400) }),
      response: z.object({ incident: ClaimAnswer.shape.incident }),
      handler: async ({ actor, params: { entryId }, body: { reason }, clientKey }) => {
        const { state } = await deps.engine.get(actor, entryId)
        if (state.ledger !== 'claim') throw notFound()
        refuseOutside(actor, state.divisionCode)
        return reopenClaim(deps, { claimId: entryId, reason }, clientKey)
      },
    }),
  ]
}
