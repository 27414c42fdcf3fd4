import { z } from 'zod'
import { DivisionCode } from '#kernel/divisions/model'
import { defineRoute, type Route, respond } from '#kernel/http/server'
import { PortalIncident, PortalIncidents } from '../../model/portal/answers.ts'
import { getPublicIncident, nearbyIncidents, presentIncident } from './incidents.ts'
import { readPhoto } from './photos.ts'
import type { PortalDeps } from './portal-deps.ts'

const shown = {
  kind: 'public',
  because:
    'incidents that an official has shown to residents, without persons, numbers and unpublished photos',
} as const

/** Incidents that an official has shown to residents, and their published photos. */
export function incidentRoutes(deps: PortalDeps): Route[] {
  const Spot = {
    lng: z.coerce.number().min(-180).max(180).optional(),
    lat: z.coerce.number().min(-90).max(90).optional(),
  }
  return [
    defineRoute({
      method: 'GET',
      path: '/api/portal/incidents',
      summary: 'Incidents that residents may see, the nearest or the latest first',
      access: shown,
      query: z.object({
        ...Spot,
        metres: z.coerce.number().int().min(10).max(20_000).optional(),
        place: DivisionCode.optional(),
        category: z.string().max(60).optional(),
        page: z.coerce.number().int().min(1).max(500).default(1),
        size: z.coerce.number().int().min(1).max(50).default(20),
      }),
      response: PortalIncidents,
      handler: ({ query, locale }) => {
        const { lng, lat, metres, place, category, page, size } = query
        const at = lng === undefined || lat === undefined ? null : { lng, lat }
        const near = {
          at,
          metresMax: at ? (metres ?? null) : null,
          divisionCode: place ?? null,
          category: category ?? null,
        }
        return nearbyIncidents(deps, near, { page, size, locale })
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/portal/incidents/:publicNo',
      summary: 'One incident that residents may see',
      access: shown,
      params: z.object({ publicNo: z.string().max(40) }),
      response: PortalIncident,
      handler: async ({ params, locale }) =>
        presentIncident(deps, await getPublicIncident(deps, params.publicNo), locale),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/portal/photos/:photoId',
      summary: 'A published photo of an incident',
      access: shown,
      params: z.object({ photoId: z.uuid() }),
      handler: async ({ params }) => {
        const { body, mediaType, size } = await readPhoto(deps, params.photoId)
        return respond({
          body,
          headers: {
            'content-type': mediaType,
            'content-length': String(size),
            // Withdrawn ones are gone at the next look.
            'cache-control': 'private, no-cache',
            'content-security-policy': "default-src 'none'; sandbox",
            // Open311 hands its address out, and whatever page may show it.
            'cross-origin-resource-policy': 'cross-origin',
          },
        })
      },
    }),
  ]
}
