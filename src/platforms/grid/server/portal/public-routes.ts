import { z } from 'zod'
import { DivisionCode } from '#kernel/divisions/model'
import { created, defineRoute, noContent, type Route, respond } from '#kernel/http/server'
import { maskPhone } from '#kernel/registry/model'
import {
  CategoryProposals,
  CodeAnswer,
  CodeRequest,
  PortalMap,
  PortalPlaces,
  PortalSession,
  PortalSetup,
  PortalUpload,
  PortalWhere,
  SentCode,
  wordsMax,
} from '../../model/portal/answers.ts'
import { proposeFor } from '../../model/incidents/classify/knowledge.ts'
import { Challenge } from '../../model/portal/proof.ts'
import { classifierFor } from '../incidents/classification.ts'
import { baseMap, places, servedTownships, whereIs } from './base-map.ts'
import { claimRoutes } from './claim-routes.ts'
import { incidentRoutes } from './incident-routes.ts'
import { countAttempt, networkSource } from './limits.ts'
import type { PortalDeps } from './portal-deps.ts'
import { newChallenge } from './proofs.ts'
import {
  canSendCodes,
  closeResident,
  findResident,
  openResident,
  portalCookie,
  proveCode,
  requestCode,
} from './residents.ts'
import { removePhoto, storePhoto } from './uploads.ts'

const known = {
  kind: 'public',
  because: 'residents report without an account; names of places and categories are public knowledge',
} as const
const own = {
  kind: 'public',
  because: 'a resident has no account; what a browser or phone did is its own alone, and limited',
} as const

/** Everything that the portal answers without an account. */
export function portalRoutes(deps: PortalDeps): Route[] {
  return [
    ...knownRoutes(deps),
    ...sessionRoutes(deps),
    ...uploadRoutes(deps),
    ...incidentRoutes(deps),
    ...claimRoutes(deps),
  ]
}

function knownRoutes(deps: PortalDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/portal/setup',
      summary: 'What the portal’s pages need to know before they ask anything',
      access: known,
      response: PortalSetup,
      handler: async (asker) => {
        const { areas } = deps.catalogues.at(deps.clock.now()).catalogue
        const { photos } = deps.portalRules()
        const categories = areas.flatMap((area) => area.categories).filter(({ active }) => active)
        return {
          demonstration: deps.demonstration,
          open: servedTownships(deps).size > 0,
          codes: await canSendCodes(deps, asker),
          photos: { count: photos.count, bytes: photos.megabytes * 1024 * 1024 },
          categories: categories.map(({ code, name, choice }) => ({
            code,
            name,
            ...(choice ? { choice } : {}),
          })),
        }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/portal/places',
      summary: 'Streets and towns, or the communities and villages of one',
      access: known,
      query: z.object({ parent: DivisionCode.optional() }),
      response: PortalPlaces,
      handler: ({ query }) => places(deps, query.parent),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/portal/map',
      summary: 'The quiet base map: names, and outlines under a map approval number only',
      access: known,
      response: PortalMap,
      handler: () => baseMap(deps),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/portal/where',
      summary: 'The community and street that a spot lies in',
      access: known,
      query: z.object({
        lng: z.coerce.number().min(-180).max(180),
        lat: z.coerce.number().min(-90).max(90),
      }),
      response: PortalWhere,
      handler: ({ query }) => whereIs(deps, [query.lng, query.lat]),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/portal/challenge',
      summary: 'A riddle for the browser, asked for near a limit',
      access: known,
      response: Challenge,
      handler: () => newChallenge(deps),
    }),
    proposalRoute(deps),
  ]
}

const proposalsMax = 3

/** What the words may be about, for the resident to choose from: nothing is filed by it. */
function proposalRoute(deps: PortalDeps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/portal/proposals',
    summary: 'Which categories the words may mean; nothing of them is kept',
    access: known,
    body: z.strictObject({ words: z.string().max(wordsMax) }),
    response: CategoryProposals,
    handler: async ({ address, body }) => {
      const { key } = networkSource(deps.keys, address)
      await countAttempt(deps, [{ what: 'ask.network', key }])
      const { catalogue } = deps.catalogues.at(deps.clock.now())
      const { classifier } = classifierFor(catalogue)
      const found = proposeFor(catalogue, classifier, body.words, proposalsMax)
      return { codes: found.map(({ category }) => category) }
    },
  })
}

function sessionRoutes(deps: PortalDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/portal/session',
      summary: 'The phone of the browser’s session, masked',
      access: own,
      response: PortalSession,
      handler: async (asker) => {
        const phone = (await findResident(deps, asker))?.phone ?? null
        return { phone: phone === null ? null : maskPhone(phone) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/portal/browser',
      summary:
        'Gives the browser a session of its own where it has none, so that what is sent again is known',
      access: own,
      handler: async (asker) => {
        const earlier = await findResident(deps, asker)
        return noContent(earlier ? [] : (await withCookie(deps)).cookies)
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/portal/codes',
      summary: 'Sends a one-time code to a phone; every phone is answered alike',
      access: own,
      body: CodeRequest,
      response: SentCode,
      handler: async (asker) =>
        created(await requestCode(deps, asker, { ...asker.body, locale: asker.locale })),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/portal/session',
      summary: 'Proves a phone by its code',
      access: own,
      body: CodeAnswer,
      response: PortalSession,
      handler: async (asker) => {
        const { resident, cookie } = await proveCode(deps, asker, asker.body)
        const phone = resident.phone === null ? null : maskPhone(resident.phone)
        return respond({ status: 201, body: { phone }, cookies: [cookie] })
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/portal/session',
      summary: 'Ends the browser’s session',
      access: own,
      handler: async (asker) => {
        await closeResident(deps, asker)
        return noContent([{ name: portalCookie, value: null }])
      },
    }),
  ]
}

function uploadRoutes(deps: PortalDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/portal/photos',
      summary: 'Takes a photo in for a report, the body being its content; it expires unless it is used',
      access: own,
      response: PortalUpload,
      stream: true,
      handler: async (asker) => {
        const { headers, stream } = asker
        const length = Number(headers['content-length'])
        const earlier = await findResident(deps, asker)
        const opened = earlier ? { resident: earlier, cookies: [] } : await withCookie(deps)
        const photo = await storePhoto(deps, asker, opened.resident, {
          contentType: headers['content-type'] ?? '',
          announcedSize: Number.isSafeInteger(length) ? length : undefined,
          stream,
        })
        return respond({ status: 201, body: photo, cookies: opened.cookies })
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/portal/photos/:uploadId',
      summary: 'Takes back a photo that hangs on no report yet',
      access: own,
      params: z.object({ uploadId: z.uuid() }),
      handler: async (asker) => {
        await removePhoto(deps, await findResident(deps, asker), asker.params.uploadId)
        return noContent()
      },
    }),
  ]
}

async function withCookie(deps: PortalDeps) {
  const { resident, cookie } = await openResident(deps, null)
  return { resident, cookies: [cookie] }
}
