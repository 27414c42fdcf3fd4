import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import {
  DistinctDecision,
  DuplicatePage,
  DuplicatePair,
  DuplicateQuery,
  ProposalAnswer,
  ProposalRequest,
} from '../../model/duplicates/answers.ts'
import '../../model/messages.ts'
import type { RegistryDeps } from '../records.ts'
import { getDuplicate, listDuplicates, sayDistinct } from './pairs.ts'
import { proposeDuplicates } from './proposals.ts'

const toWrite = { kind: 'scoped', by: 'registry', right: 'registry.write' } as const
const toMerge = { kind: 'scoped', by: 'registry', right: 'registry.merge' } as const
const params = z.object({ id: z.uuid() })

/** Who may be registered already, while a form is filled in; and pairs in the register that may be one. */
export function duplicateRoutes(deps: RegistryDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/duplicates/proposals',
      summary: 'Who of the register may be what is being typed, with the reasons; changes nothing',
      access: toWrite,
      body: ProposalRequest,
      response: ProposalAnswer,
      handler: ({ actor, body }) => proposeDuplicates(deps, actor, body),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/duplicates',
      summary: 'Pairs of the register that may be one, the likeliest first',
      access: toMerge,
      query: DuplicateQuery,
      response: DuplicatePage,
      handler: ({ actor, query }) => listDuplicates(deps, actor, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/duplicates/:id',
      summary: 'One such pair with the reasons',
      access: toMerge,
      params,
      response: DuplicatePair,
      handler: ({ actor, params }) => getDuplicate(deps, actor, params.id),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/duplicates/:id/distinct',
      summary: 'Says that the two are not the same; it is remembered',
      access: toMerge,
      params,
      body: DistinctDecision,
      response: DuplicatePair,
      handler: ({ actor, params, body }) => sayDistinct(deps, actor, params.id, body.reason),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/duplicates/:id/distinct',
      summary: 'Takes back that the two are not the same',
      access: toMerge,
      params,
      response: DuplicatePair,
      handler: ({ actor, params }) => sayDistinct(deps, actor, params.id, null),
    }),
  ]
}
