import type { Random } from '../../../bench/data/random.ts'
import type { Json, Operation } from './api.ts'
import { parameterValue, valueOf } from './from-schema.ts'
import type { Known } from './known.ts'
import type { Wire } from './wire.ts'

/** A request that is still being made. */
export type Draft = {
  method: string
  /** As it stands in the request line. */
  path: string
  query: [string, string][]
  headers: [string, string][]
  /** Written as JSON, unless there are bytes. */
  body: Json | undefined
  bytes: Buffer | undefined
  version: string
  cut: boolean
}

export type Sample = { type: string; bytes: Buffer }
export type Ground = { known: Known; samples: readonly Sample[]; host: string }

const key = '0190e4b0-1234-7abc-8def-'

/** What the description says would be taken, from somebody who is signed in. */
export function draftOf(
  operation: Operation,
  cookie: string | undefined,
  random: Random,
  ground: Ground,
): Draft {
  const { known, samples, host } = ground
  const { parameters, body, bytes } = operation
  let path = operation.path
  const query: [string, string][] = []
  for (const parameter of parameters) {
    if (parameter.in === 'header') continue
    if (parameter.in === 'query' && !parameter.required && random.below(3) > 0) continue
    const value = parameterValue(parameter, operation.path, random, known)
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(value))
    else query.push([encodeURIComponent(parameter.name), encodeURIComponent(value)])
  }
  const headers: [string, string][] = [
    ['host', host],
    ['x-yiwang', '1'],
    ['accept-language', random.pick(['en', 'zh-CN'])],
  ]
  if (cookie !== undefined) headers.push(['cookie', cookie])
  if (operation.method !== 'GET') headers.push(['idempotency-key', key + hex(random, 12)])
  const sample = bytes ? random.pick(samples) : undefined
  if (sample) headers.push(['content-type', sample.type])
  else if (body) headers.push(['content-type', 'application/json'])
  return {
    method: operation.method,
    path,
    query,
    headers,
    body: body === undefined ? undefined : valueOf(body, random, known),
    bytes: sample?.bytes,
    version: 'HTTP/1.1',
    cut: false,
  }
}

export function hex(random: Random, digits: number): string {
  return Array.from({ length: digits }, () => random.below(16).toString(16)).join('')
}

export function headerOf({ headers }: Draft, name: string): string | undefined {
  return headers.find(([own]) => own.toLowerCase() === name)?.[1]
}

export function setHeader(draft: Draft, name: string, value: string): void {
  draft.headers = [...draft.headers.filter(([own]) => own.toLowerCase() !== name), [name, value]]
}

export function bodyBytes({ body, bytes }: Draft): Buffer | undefined {
  return bytes ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)))
}

/** The request as it goes over the line; whoever said nothing of the body's length is given its true one. */
export function wireOf(draft: Draft): Wire {
  const { method, path, query, headers, version, cut } = draft
  const content = bodyBytes(draft)
  const asked = query.map(([name, value]) => `${name}=${value}`).join('&')
  const said = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name))
  const lines = [
    `${method} ${path}${asked === '' ? '' : `?${asked}`} ${version}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(content === undefined || said ? [] : [`content-length: ${content.length}`]),
    'connection: close',
  ]
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  return { bytes: content === undefined ? head : Buffer.concat([head, content]), cut }
}
