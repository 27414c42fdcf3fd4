import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import { defineRoute, type Respond, type Route, type RouteRequest } from '#kernel/http/server'
import {
  listOf,
  oneOf,
  readRequestQuery,
  readSpan,
  requestsMax,
  type Fault,
} from '../../model/open311/query.ts'
import { w3Date } from '../../model/open311/dates.ts'
import type { RequestUpdate } from '../../model/open311/request.ts'
import type { Open311Deps } from './deps.ts'
import { discoveryRoutes } from './discovery.ts'
import {
  acceptedFormat,
  answer,
  type Format,
  openHeaders,
  splitName,
  tellError,
  writeDocument,
  writeRequests,
} from './documents.ts'
import { postRequest } from './post-request.ts'
import { findPost, findRequest, listRequests, listUpdates } from './request-store.ts'
import { definitionOf, serviceOf } from './service-documents.ts'
import { SharedAnswers } from './shared-answers.ts'

/** Where the interface stands: what is reported at the test endpoint is checked, and registered nowhere. */
export const endpoints = [
  { type: 'production', path: '/open311/v2' },
  { type: 'test', path: '/open311/test/v2' },
] as const

const because = 'the catalogue and what is shown of incidents are public'
const access = { kind: 'public', because } as const
const byKey = 'whoever reports through it has no account; a key of the program is asked for'
const common = { access, byKey, headers: openHeaders, tellProblem: tellError }

const Text = z.union([z.string(), z.array(z.string())]).optional()
const jurisdiction = { jurisdiction_id: Text }
const Query = z.looseObject(jurisdiction)
const RequestQuery = z.looseObject({
  ...jurisdiction,
  service_request_id: Text,
  service_code: Text,
  start_date: Text,
  end_date: Text,
  status: Text,
  page: Text,
  page_size: Text,
  extensions: Text,
})
const SpanQuery = z.looseObject({ ...jurisdiction, start_date: Text, end_date: Text })
/** The number or code, with the format: `033.xml`. */
const document = z.object({ document: z.string().min(1).max(200) })

type Asked = Pick<
  RouteRequest<typeof access, undefined, undefined, undefined>,
  'headers' | 'origin' | 'locale'
>

/** A collection in each of its formats, and without an ending by what is accepted. */
function collection<Q extends z.ZodType>(
  path: string,
  summary: string,
  query: Q,
  handler: (format: Format, query: z.output<Q>, asked: Asked) => Respond | Promise<Respond>,
): Route[] {
  return (['.xml', '.json', ''] as const).map((ending) =>
    defineRoute({
      ...common,
      method: 'GET',
      path: `${path}${ending}`,
      summary: ending === '' ? `${summary}, in the format that is accepted` : `${summary}, ${ending}`,
      query,
      handler: ({ query: given, headers, origin, locale }) =>
        handler(
          ending === '' ? acceptedFormat(headers.accept) : (ending.slice(1) as Format),
          given as z.output<Q>,
          {
            headers,
            origin,
            locale,
          },
        ),
    }),
  )
}

/** Open311 GeoReport v2, for programs of others: what can be reported, how far reports are, and reporting itself. */
export function open311Routes(deps: Open311Deps): Route[] {
  return [
    ...discoveryRoutes(deps, common, endpoints),
    ...endpoints.flatMap(({ type, path }) => [
      ...serviceRoutes(deps, path),
      ...requestRoutes(deps, path),
      ...postRoutes(deps, path, type === 'test'),
    ]),
    ...(['GET', 'POST'] as const).map((method) =>
      defineRoute({
        ...common,
        method,
        path: '/open311/*',
        summary: 'There is nothing else; said in the format of the specification',
        hidden: true,
        stream: true,
        handler: () => {
          throw new AppError('open311.unknown_resource', { status: 404 })
        },
      }),
    ),
  ]
}

function serviceRoutes(deps: Open311Deps, path: string): Route[] {
  const { services } = deps
  return [
    ...collection(
      `${path}/services`,
      'What can be reported (GeoReport v2)',
      Query,
      (format, query, { locale }) => {
        districtOf(deps, query)
        return answer(format, writeDocument(format, 'services', services.list(locale).map(serviceOf)))
      },
    ),
    defineRoute({
      ...common,
      method: 'GET',
      path: `${path}/services/:document`,
      summary: 'What is asked of a report of one service: code.xml or code.json (GeoReport v2)',
      params: document,
      query: Query,
      handler: ({ params, query, headers, locale }) => {
        const { name, format } = splitName(params.document, headers.accept)
        districtOf(deps, query)
        const service = services.find(name, locale)
        if (!service)
          throw new AppError('open311.unknown_service', { status: 404, params: { value: name.slice(0, 80) } })
        return answer(format, writeDocument(format, 'service_definition', definitionOf(service)))
      },
    }),
  ]
}

function requestRoutes(deps: Open311Deps, path: string): Route[] {
  const { db } = deps.handle
  const lists = new SharedAnswers<Buffer>()
  return [
    ...collection(
      `${path}/requests`,
      'What was reported and may be shown, the latest first (GeoReport v2)',
      RequestQuery,
      async (format, query, { origin, locale }) => {
        const district = districtOf(deps, query)
        const at = deps.origin ?? origin
        const body = await lists.ask(JSON.stringify([format, locale, at, query]), async () => {
          const asked = checked(readRequestQuery(query, deps.clock.now()))
          const rows = await listRequests(db, asked, district, locale)
          return Buffer.from(writeRequests(format, rows, asked.extensions, at))
        })
        return answer(format, body)
      },
    ),
    defineRoute({
      ...common,
      method: 'GET',
      path: `${path}/requests/:document`,
      summary: 'How far one report is: number.xml or number.json (GeoReport v2)',
      params: document,
      query: RequestQuery,
      handler: async ({ params, query, headers, origin, locale }) => {
        const { name, format } = splitName(params.document, headers.accept)
        const district = districtOf(deps, query)
        const found = await findRequest(db, name, district, locale)
        if (!found)
          throw new AppError('open311.unknown_request', { status: 404, params: { value: name.slice(0, 80) } })
        const extensions = ['true', '1'].includes(oneOf(query, 'extensions')?.toLowerCase() ?? '')
        return answer(format, writeRequests(format, [found], extensions, deps.origin ?? origin))
      },
    }),
    defineRoute({
      ...common,
      method: 'GET',
      path: `${path}/tokens/:document`,
      summary:
        'The number of the report that was sent under a client key: token.xml or token.json (GeoReport v2)',
      params: document,
      query: Query,
      handler: async ({ params, query, headers }) => {
        const { name, format } = splitName(params.document, headers.accept)
        districtOf(deps, query)
        const found = z.uuid().safeParse(name).success ? await findPost(db, name.toLowerCase()) : undefined
        if (!found)
          throw new AppError('open311.unknown_token', { status: 404, params: { value: name.slice(0, 80) } })
        const content = [{ service_request_id: found.requestId, token: found.token }]
        return answer(format, writeDocument(format, 'service_requests', content))
      },
    }),
    ...updateRoutes(deps, path),
  ]
}

function updateRoutes(deps: Open311Deps, path: string): Route[] {
  const { db } = deps.handle
  return collection(
    `${path}/servicerequestupdates`,
    'What happened to reports, the earliest first (the extension of FixMyStreet)',
    SpanQuery,
    async (format, query) => {
      const district = districtOf(deps, query)
      const span = checked(readSpan(query, deps.clock.now()))
      const rows = await listUpdates(db, span, district, requestsMax)
      const updates: RequestUpdate[] = rows.map(({ entryId, seq, requestId, isOpen, at, description }) => ({
        update_id: `${entryId}-${seq}`,
        service_request_id: requestId,
        status: isOpen ? 'open' : 'closed',
        updated_datetime: w3Date(at),
        description,
        media_url: null,
      }))
      return answer(format, writeDocument(format, 'service_request_updates', updates))
    },
  )
}

function postRoutes(deps: Open311Deps, path: string, dryRun: boolean): Route[] {
  return (['.xml', '.json', ''] as const).map((ending) =>
    defineRoute({
      ...common,
      method: 'POST',
      path: `${path}/requests${ending}`,
      summary: dryRun
        ? 'Checks a report and registers nothing (GeoReport v2, test)'
        : 'Reports something, form-encoded, with an api_key (GeoReport v2)',
      query: Query,
      stream: true,
      handler: async ({ query, headers, stream, locale }) => {
        const format = ending === '' ? acceptedFormat(headers.accept) : (ending.slice(1) as Format)
        const content = await postRequest(deps, { query, headers, stream, locale, dryRun })
        return answer(format, writeDocument(format, 'service_requests', [content]))
      },
    }),
  )
}

function checked<T extends object>(read: T | Fault): T {
  if ('code' in read && 'status' in read && 'params' in read) {
    const { code, status, params } = read
    throw new AppError(code, { status, params })
  }
  return read
}

/** The district that is asked for: the code of one that is served; all of them where it isn't said. */
export function districtOf(
  { divisions }: Pick<Open311Deps, 'divisions'>,
  query: Record<string, unknown>,
): string | null {
  const [asked, ...others] = new Set(listOf(query, 'jurisdiction_id'))
  if (asked === undefined) return null
  if (others.length > 0 || !divisions.districts.some(({ code }) => code === asked))
    throw new AppError('open311.unknown_jurisdiction', { status: 404, params: { value: asked.slice(0, 80) } })
  return asked
}
