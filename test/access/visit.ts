import type { RegisteredRoute, Route } from '#kernel/http/server'
import type { Answer, Caller, Method, Sending } from '../world/caller.ts'
import { writeOf } from './bodies.ts'
import { type PathCase, pathsOf, queriesOf } from './parameters.ts'
import type { PlantedWorld } from './planting.ts'
import type { Reader } from './secrets.ts'
import { textOf } from './texts.ts'
import { boardFault, searchFault, totalFault } from './totals.ts'

/** Answers that don't end are listened to in a test of their own. */
export const streams: readonly string[] = ['GET /api/live']
/** What would end the caller's session is asked by somebody else. */
const ending = new Set(['DELETE /api/session'])

export const keyOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

/** Paths that the server answers on though no route declares them; the API's own description is known. */
export function undeclared(
  registered: readonly RegisteredRoute[],
  routes: readonly Route[],
): RegisteredRoute[] {
  const declared = new Set(routes.map(keyOf))
  const description = /^\/api\/(docs(\/|$)|openapi\.json$)/
  return registered.filter((route) => !declared.has(keyOf(route)) && !description.test(route.path))
}

/** A workbook reads by what its screen reads by: of many queries each ledger's tries some, and other ledgers' the rest. */
function sampled({ path }: Route, one: PathCase, queries: readonly string[]): readonly string[] {
  if (!path.endsWith('.xlsx') || queries.length <= 6) return queries
  const first = one.path.length % 4
  return queries.filter((_, index) => index % 4 === first)
}

type Visit = { at: PlantedWorld; caller: Caller; reader: Reader }
export type Visited = { faults: string[]; requests: number }

/** Calls a route in every way that the tables know and answers what it told that it should not have. */
export async function visit({ at, caller, reader }: Visit, route: Route): Promise<Visited> {
  const faults: string[] = []
  let requests = 0
  const unseen = new Map<string, { sight: string; said: string; url: string }>()
  const ask = async (one: PathCase, query: string, sending: Sending, pattern: string) => {
    const url = `${one.path}${query}`
    const who = ending.has(`${route.method} ${route.path}`) ? at.world.stranger() : caller
    const answer = await who.send(route.method as Method, url, sending)
    requests += 1
    const looked = answer.status === 200 ? looksIn(route, answer) : 0
    for (let look = 0; look < looked; look += 1) noteLook(at, reader)
    const say = (fault: string) => faults.push(`${route.method} ${url}: ${fault}`)
    if (answer.status >= 500) say(`answers ${answer.status}: ${answer.bytes.toString()}`)
    const said = `${url} ${JSON.stringify(sending.body ?? '')}`
    const mayTell = route.access.kind === 'scoped'
    const text = textOf(answer)
    for (const what of at.secrets.found(text, reader, said)) say(`tells ${what}`)
    const shown = looked > 0 && one.sight === 'visible'
    for (const what of at.secrets.numbersIn(text, shown ? reader : null, said)) say(`tells ${what}`)
    if (!mayTell) for (const what of toldToAll(at, answer, reader, said)) say(`tells everybody ${what}`)
    if (one.sight === 'hidden' || one.sight === 'missing') compare(one, answer, `${pattern}${query}`, say)
    if (answer.status === 200) for (const fault of countFaults(route, answer, one, query)) say(fault)
  }
  const compare = (one: PathCase, answer: Answer, key: string, say: (fault: string) => void) => {
    const said = `${answer.status} ${stripped(answer, one.path)}`
    if (answer.status < 400) say(`answers ${answer.status} for what the caller may not see`)
    const other = unseen.get(key)
    if (!other) unseen.set(key, { sight: one.sight, said, url: one.path })
    else if (other.said !== said) say(`answers ${said}, but for ${other.url} (${other.sight}) ${other.said}`)
  }
  const countFaults = ({ path }: Route, answer: Answer, one: PathCase, query: string) => {
    const params = /^\/api\/(?:ledgers|map\/layers)\/([^/]+)/.exec(one.path)?.slice(1) ?? []
    const asked = { at, reader, params, query: new URLSearchParams(query) }
    const board = path.endsWith('/board') ? boardFault(answer, asked) : undefined
    const search = path === '/api/search' ? searchFault(answer, asked) : undefined
    return [totalFault(path, answer, asked), board, search].filter((fault) => fault !== undefined)
  }
  for (const one of pathsOf(route, at, reader)) {
    if (route.method === 'GET') {
      const all = queriesOf(route, at, reader)
      const shown = one.sight === 'open' || one.sight === 'visible'
      // What a PDF says is packed, and set from what the Word document of the same path says; and that says what the
      // screens do, under the same queries.
      if (shown && route.path.endsWith('.pdf')) continue
      const queries = shown && !route.path.endsWith('.docx') ? sampled(route, one, all) : all.slice(0, 1)
      for (const query of queries) await ask(one, query, {}, one.pattern)
      continue
    }
    const write = writeOf(route, at, reader, one.path)
    const body = one.sight === 'visible' ? write.harmless : write.body
    if (one.sight === 'visible' && write.harmless === undefined) continue
    const [query = ''] = queriesOf(route, at, reader)
    await ask(one, query, { body, ...(write.headers ? { headers: write.headers } : {}) }, one.pattern)
  }
  return { faults, requests }
}

/** How many whole numbers an answer shows that is on record for it, with its purpose. */
function looksIn({ path }: Route, { body }: Answer): number {
  if (/\/unmask$|^\/api\/(?:search|persons)\/number$/.test(path)) return 1
  if (path !== '/api/ledgers/:ledger/fills/:subject/:objectId') return 0
  const fills = body as { element: string; value: string | null }[]
  return fills.filter(({ element, value }) => value !== null && /\.(phone|idNumber)$/.test(element)).length
}

/** Who audits the callers' organisations reads of it later. */
function noteLook({ accounts, looks }: PlantedWorld, { accountId }: Reader): void {
  const account = accounts.find(({ id }) => id === String(accountId))
  if (account) looks.push({ accountId, may: account.may })
}

/** Routes without scope tell everybody the same: nothing planted but what is the caller's own. */
function toldToAll(at: PlantedWorld, answer: Answer, reader: Reader, said: string): string[] {
  const nobody: Reader = { ...reader, rights: [], roots: [], ledgers: [], sensitivity: 3, organisationId: 0 }
  return at.secrets.found(textOf(answer), nobody, said)
}

/** What an answer says but for its own number and the id that was asked for. */
function stripped({ bytes, body }: Answer, path: string): string {
  const id = /[0-9a-f-]{36}/.exec(path)?.[0]
  const text = bytes.toString()
  const said = id === undefined ? text : text.replaceAll(id, ':id')
  return body?.requestId ? said.replaceAll(body.requestId, ':requestId') : said
}
