import { z } from 'zod'
import { created, defineRoute, type Route } from '#kernel/http/server'
import { identitiesOf } from '#kernel/registry/server'
import { CertificateAnswer, CertificateNo, ErasureAnswer, ErasureAsk } from '../model/erasure.ts'
import {
  askErasure,
  confirmErasure,
  type ErasureDeps,
  readCertificate,
  readErasure,
  withdrawErasure,
} from './erasure.ts'

const access = { kind: 'scoped', by: 'registry', right: 'registry.erase' } as const
const params = z.object({ id: z.uuid() })

/** Erasure by law (依法清除): asked for by one person, confirmed by another, proved by a certificate. */
export function erasureRoutes(deps: ErasureDeps): Route[] {
  // Who was merged into another is erased as that one.
  const standing = async (id: string) => (await identitiesOf(deps.engine.handle.db, id))[0] ?? id
  return [
    defineRoute({
      method: 'GET',
      path: '/api/persons/:id/erasure',
      summary: 'What an erasure by law of the person would take and leave, and where it stands',
      access,
      params,
      response: ErasureAnswer,
      handler: async ({ actor, params }) => readErasure(deps, actor, await standing(params.id)),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/persons/:id/erasure',
      summary: 'Asks for the person’s erasure by law; another person confirms it',
      access,
      params,
      body: ErasureAsk,
      response: ErasureAnswer,
      handler: async ({ actor, params, body }) =>
        created(await askErasure(deps, actor, await standing(params.id), body)),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/persons/:id/erasure',
      summary: 'Withdraws what was asked for',
      access,
      params,
      response: ErasureAnswer,
      handler: async ({ actor, params }) => withdrawErasure(deps, actor, await standing(params.id)),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/persons/:id/erasure/confirmation',
      summary: 'Confirms it as the second person: the values are gone at once, and a certificate is issued',
      access,
      params,
      response: ErasureAnswer,
      handler: async ({ actor, params }) =>
        created(await confirmErasure(deps, actor, await standing(params.id))),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/erasures/:certificate',
      summary: 'A certificate of erasure with its signed text, signature and public key',
      access,
      params: z.object({ certificate: CertificateNo }),
      response: CertificateAnswer,
      handler: ({ actor, params }) => readCertificate(deps, actor, params.certificate),
    }),
  ]
}
