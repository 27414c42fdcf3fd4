import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '#kernel/errors/model'
import type { Problem } from '#kernel/http/model'
import { type Respond, respond, type ToldProblem } from '#kernel/http/server'
import { xmlText } from '#kernel/reports/server'
import type { RequestText } from './request-store.ts'

export type Format = 'xml' | 'json'

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** What one item of a list is called in XML. JSON has the list without it (the Spark convention). */
const items: Readonly<Record<string, string>> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  service_requests: 'request',
  service_request_updates: 'request_update',
  media_urls: 'media_url',
  errors: 'error',
}

/** What GeoReport v2 says each format is sent as. */
const mediaTypes: Readonly<Record<Format, string>> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** Most texts have nothing to escape: letters, digits, Chinese characters and their marks. */
const plain = /^[\w \-.:+,/()\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e\n]*$/

/** An element of XML, and what lies in it; nothing said is an empty element. */
export function xmlElement(name: string, value: Json): string {
  const inner = Array.isArray(value)
    ? value.map((one: Json) => xmlElement(items[name] ?? 'item', one)).join('')
    : value === null
      ? ''
      : typeof value === 'object'
        ? Object.entries(value)
            .map(([key, one]) => xmlElement(key, one))
            .join('')
        : plain.test(String(value))
          ? String(value)
          : xmlText(String(value))
  return wrapXml(name, inner)
}

const wrapXml = (name: string, inner: string) => (inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`)

const head = '<?xml version="1.0" encoding="utf-8"?>\n'

/** A document of which JSON has the content alone, and XML its root. */
export function writeDocument(format: Format, root: string, content: Json): string {
  return format === 'json' ? JSON.stringify(content) : `${head}${xmlElement(root, content)}`
}

/** Requests as they are kept, put together; `{origin}` in them stands for where the server was found. */
export function writeRequests(
  format: Format,
  rows: readonly RequestText[],
  extensions: boolean,
  origin: string,
): string {
  const texts = rows.map((row) => requestJson(row, extensions))
  const text =
    format === 'json'
      ? `[${texts.join(',')}]`
      : `${head}${wrapXml('service_requests', texts.map(requestXml).join(''))}`
  if (!text.includes('{origin}')) return text
  const at = origin.replace(/\/$/, '')
  return text.replaceAll('{origin}', () =>
    format === 'json' ? JSON.stringify(at).slice(1, -1) : xmlText(at),
  )
}

const noPhoto = '"media_url":null}'
const noPhotos = '"media_urls":[]}'

/** The text of a request with its published photos, which stand last in what is kept. */
function requestJson({ json, extended, photos }: RequestText, extensions: boolean): string {
  const urls = photos?.map((id) => `"{origin}/api/portal/photos/${id}"`)
  const own =
    urls && json.endsWith(noPhoto) ? `${json.slice(0, -noPhoto.length)}"media_url":${urls[0]}}` : json
  if (!extensions) return own
  const more =
    urls && extended.endsWith(noPhotos)
      ? `${extended.slice(0, -noPhotos.length)}"media_urls":[${urls.join(',')}]}`
      : extended
  return `${own.slice(0, -1)},"extended_attributes":${more}}`
}

/** Requests in XML by their JSON: the same text always turns into the same, so nothing here grows old. */
const xmlKnown = new Map<string, string>()
/** Some ten megabytes. */
const xmlKnownMax = 4000

function requestXml(json: string): string {
  const known = xmlKnown.get(json)
  if (known !== undefined) return known
  if (xmlKnown.size >= xmlKnownMax) xmlKnown.clear()
  const xml = xmlElement('request', JSON.parse(json) as Json)
  xmlKnown.set(json, xml)
  return xml
}

const shared = { 'cache-control': 'no-cache', vary: 'accept, accept-language' }

/** The answer that a document is. */
export function answer(
  format: Format,
  body: string | Buffer,
  contentType: string = mediaTypes[format],
): Respond {
  return respond({ body, headers: { 'content-type': contentType, ...shared } })
}

/** What every route of the interface says of itself: whatever page may read it. */
export const openHeaders = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
}

/** The name and format of a document: `033.xml`. Without an ending the format is what is accepted, XML first. */
export function splitName(name: string, accept: string | undefined): { name: string; format: Format } {
  const [, base = name, ending] = /^(.*)\.([^.]*)$/s.exec(name) ?? []
  if (ending === undefined) return { name, format: acceptedFormat(accept) }
  const format = ending.toLowerCase()
  if (format !== 'xml' && format !== 'json')
    throw new AppError('open311.unknown_format', { status: 400, params: { value: ending.slice(0, 20) } })
  return { name: base, format }
}

export function acceptedFormat(accept: string | undefined): Format {
  const at = (type: string) => {
    const place = accept?.indexOf(type) ?? -1
    return place < 0 ? Number.POSITIVE_INFINITY : place
  }
  return at('application/json') < Math.min(at('text/xml'), at('application/xml')) ? 'json' : 'xml'
}

/** A refusal in the form of the specification: an array of code and description, in the format that was asked for. */
export function tellError(
  problem: Problem,
  { path, headers }: { path: string; headers: IncomingHttpHeaders },
): ToldProblem {
  const ending = /\.(xml|json)$/i.exec(path)?.[1]?.toLowerCase()
  const format: Format = ending === undefined ? acceptedFormat(headers.accept) : (ending as Format)
  // 404 for what doesn't exist, 403 for keys, 400 for every other request that can't be fulfilled; ours to mend is 5xx.
  const kept = [403, 404, 429].includes(problem.status) || problem.status >= 500
  const status = problem.status === 401 ? 403 : kept ? problem.status : 400
  const descriptions = problem.errors?.map(({ detail }) => detail) ?? [problem.detail]
  const errors = descriptions.map((description) => ({ code: status, description }))
  return {
    status,
    headers: { 'content-type': mediaTypes[format], ...shared },
    body: writeDocument(format, 'errors', errors),
  }
}
