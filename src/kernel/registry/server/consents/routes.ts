import { z } from 'zod'
import { created, defineRoute, type Route } from '#kernel/http/server'
import { ConsentList, NewConsent, NewPurpose, PurposeList, Withdrawal } from '../../model/consents/consent.ts'
import '../../model/messages.ts'
import type { RegistryDeps } from '../records.ts'
import {
  addPurpose,
  closePurpose,
  endConsent,
  giveConsent,
  purposeRight,
  readConsents,
  readPurposes,
} from './consents.ts'

const register = {
  kind: 'signed_in',
  because:
    'what facts of persons are used for, and on which ground, is for everyone to read; it names nobody',
} as const
const toRead = { kind: 'scoped', by: 'registry', right: 'registry.read' } as const
const toWrite = { kind: 'scoped', by: 'registry', right: 'registry.write' } as const
const person = z.object({ id: z.uuid() })

/** Purposes, and who agreed to which. */
export function consentRoutes(deps: Pick<RegistryDeps, 'db' | 'now'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/purposes',
      summary: 'What facts of persons are used for, on which ground, and how often',
      access: register,
      response: PurposeList,
      handler: ({ actor }) => readPurposes(deps.db, actor),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/purposes',
      summary: 'Adds a purpose',
      access: { ...register, right: purposeRight },
      body: NewPurpose,
      response: PurposeList,
      handler: async ({ actor, body }) => created(await addPurpose(deps, actor, body)),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/purposes/:purpose',
      summary: 'Ends a purpose: it stays in the list, and nothing is used for it any more',
      access: { ...register, right: purposeRight },
      params: z.object({ purpose: z.string().max(40) }),
      response: PurposeList,
      handler: ({ actor, params }) => closePurpose(deps, actor, params.purpose),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/persons/:id/consents',
      summary: 'What a person agreed to, from when and until when',
      access: toRead,
      params: person,
      response: ConsentList,
      handler: ({ actor, params }) => readConsents(deps, actor, params.id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/persons/:id/consents',
      summary: 'Records a person’s consent to a purpose',
      access: toWrite,
      params: person,
      body: NewConsent,
      response: ConsentList,
      handler: async ({ actor, params, body }) => created(await giveConsent(deps, actor, params.id, body)),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/persons/:id/consents/:consentId/withdrawal',
      summary: 'Records that a person withdrew a consent',
      access: toWrite,
      params: person.extend({ consentId: z.uuid() }),
      body: Withdrawal,
      response: ConsentList,
      handler: ({ actor, params, body }) =>
        endConsent(deps, actor, { personId: params.id, consentId: params.consentId, on: body.on }),
    }),
  ]
}
