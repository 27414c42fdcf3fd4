import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { blindIndex, type Keys } from '#kernel/crypto/server'
import { type Database, newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import { isRespond, type Produced, type Respond, type Route } from '#kernel/http/server'
import { finishReportFile, insertReportFile } from './report-file-store.ts'

export type ReportLogDeps = { db: Database; keys: Keys; now: () => Date }

/** Codes, dates, ids and the like say themselves. Whatever could name a person is kept as a mark, the same each time. */
const plain = /^(?:[a-z][a-z0-9_.:]*(?:,[a-z][a-z0-9_.:]*)*|-?[a-z][A-Za-z]*|true|false|-)$/
const dated = /^\d{4}(?:-\d{2}){0,2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?(?:\.\.(?:\d{4}(?:-\d{2}){0,2})?)?$/
const identified = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const places = new Set(['township', 'village', 'district', 'organisation', 'under', 'division'])
/** Typed by hand, even where it looks like a code. */
const typed = new Set(['q', 'name'])

function filterOf(keys: Keys, query: unknown): Record<string, string> {
  if (typeof query !== 'object' || query === null) return {}
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => {
      if (value === undefined || name === 'purpose') return []
      const text = Array.isArray(value) ? value.join(',') : String(value)
      const says =
        !typed.has(name) && (places.has(name) || [plain, dated, identified].some((one) => one.test(text)))
      const small = typeof value === 'number' && Math.abs(value) < 1_000_000
      return [
        [
          name,
          says || small ? text : `#${blindIndex(keys, 'report.filter', text).toString('hex').slice(0, 8)}`,
        ],
      ]
    }),
  )
}

function fileNameOf(headers: Record<string, string> | undefined): string | undefined {
  const [, name] = /^attachment;.*?filename="([^"]*)"/.exec(headers?.['content-disposition'] ?? '') ?? []
  return name
}

function pathOf(route: Route, params: unknown): string {
  const values = (params ?? {}) as Record<string, string | number>
  return route.path.replaceAll(/:([A-Za-z]+)/g, (whole, name: string) => String(values[name] ?? whole))
}

type Asked = { actor: Actor; params: unknown; query: unknown }

async function begin(deps: ReportLogDeps, route: Route, asked: Asked, fileName: string, produced: Produced) {
  const at = deps.now()
  const { axis = null, moment = null } = produced.asOf ?? {}
  const purpose = (asked.query as { purpose?: unknown } | undefined)?.purpose
  const id = newId(at)
  await insertReportFile(deps.db, {
    id,
    at,
    actor: asked.actor,
    what: route.produces ?? '',
    path: pathOf(route, asked.params),
    format: fileName.split('.').at(-1) ?? '',
    filter: filterOf(deps.keys, asked.query),
    axis,
    asOfEffective: axis === 'effective' ? moment : null,
    asOfRecorded: axis === 'recorded' && moment !== null ? moment : at,
    period: produced.period ?? null,
    rules: produced.rules ?? {},
    purpose: typeof purpose === 'string' ? purpose : null,
    fileId: produced.fileId ?? null,
  })
  return id
}

/** Passes bytes on and keeps count of them; the line in the log is finished before the reader learns of the end. */
async function* counted(deps: ReportLogDeps, id: string, source: AsyncIterable<Buffer>, produced: Produced) {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of source) {
    hash.update(chunk)
    bytes += chunk.length
    yield chunk
  }
  const rows = produced.rows?.() ?? null
  await finishReportFile(deps.db, id, { at: deps.now(), rows, bytes, sha256: hash.digest() })
}

async function logAnswer(deps: ReportLogDeps, route: Route, asked: Asked, answer: Respond): Promise<Respond> {
  const fileName = fileNameOf(answer.headers)
  if (fileName === undefined) return answer
  const produced = answer.produced ?? {}
  const id = await begin(deps, route, asked, fileName, produced)
  const { body } = answer
  if (body instanceof Readable) {
    // A reader that leaves early ends the source too; then the line stays unfinished.
    return { ...answer, body: Readable.from(counted(deps, id, body, produced), { objectMode: false }) }
  }
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(String(body))
  await finishReportFile(deps.db, id, {
    at: deps.now(),
    rows: produced.rows?.() ?? null,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest(),
  })
  return { ...answer, body: bytes }
}

/**
 * The same routes; what those that say what they produce answer as a file is noted in the log of exports before its
 * first byte: what, by whom, by which filter, as of when, and at the end how many rows and bytes with which hash.
 */
export function logReports(routes: readonly Route[], deps: ReportLogDeps): Route[] {
  return routes.map((route): Route => {
    if (route.produces === undefined) return route
    return {
      ...route,
      handler: async (request) => {
        const answer = await route.handler(request)
        const { actor, params, query } = request
        return isRespond(answer) && actor ? logAnswer(deps, route, { actor, params, query }, answer) : answer
      },
    }
  })
}
