import { z } from 'zod'
import { translate } from '#kernel/i18n/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { servicesSince } from '../../model/open311/attributes.ts'
import { w3Date } from '../../model/open311/dates.ts'
import '../../model/open311/messages.ts'
import type { Open311Deps } from './deps.ts'
import { acceptedFormat, answer, type Format, writeDocument } from './documents.ts'

const specification = 'http://wiki.open311.org/GeoReport_v2'

type Endpoint = { type: string; path: string }
type Common = Pick<Route, 'byKey' | 'headers' | 'tellProblem'> & {
  access: { kind: 'public'; because: string }
}

/** Service discovery: which endpoints there are, in which formats, and whom to ask for a key. */
export function discoveryRoutes(deps: Open311Deps, common: Common, endpoints: readonly Endpoint[]): Route[] {
  const changeset = w3Date(servicesSince)
  const paths = ['/open311/discovery', ...endpoints.map(({ path }) => `${path}/discovery`)]
  return paths.flatMap((path) =>
    (['.xml', '.json', ''] as const).map((ending) =>
      defineRoute({
        ...common,
        method: 'GET',
        path: `${path}${ending}`,
        summary: 'Where the Open311 endpoints are (service discovery)',
        query: z.looseObject({}),
        handler: ({ headers, origin, locale }) => {
          const format: Format = ending === '' ? acceptedFormat(headers.accept) : (ending.slice(1) as Format)
          const base = (deps.origin ?? origin).replace(/\/$/, '')
          const content = {
            changeset,
            contact: translate(locale, 'open311.contact'),
            key_service: translate(locale, 'open311.key_service'),
            endpoints: endpoints.map(({ type, path: at }) => ({
              specification,
              url: `${base}${at}`,
              changeset,
              type,
              formats: ['text/xml', 'application/json'],
            })),
          }
          return answer(format, writeDocument(format, 'discovery', content))
        },
      }),
    ),
  )
}
