/** `npm run bench:search`: the search over a million persons, by kind of text and by how far the caller sees. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readDivisionDataset, seedDivisions } from '#kernel/divisions/server'
import type { Actor } from '#kernel/http/model'
import type { Route } from '#kernel/http/server'
import { searchRoutes } from '#kernel/search/server'
import { openPostgres } from '../scripts/test/postgres-cluster.ts'
import { type House, openHouse } from '../src/main/house.ts'
import { fillPersons } from './data/people.ts'
import { machine } from './report.ts'
import { type Figures, measure } from './run/measure.ts'
import { withDatabase } from './data/database.ts'

const size = Number(process.argv[2] ?? 1e6)
const database = 'yiwang_bench_search'
const texts = {
  'commonest surname (王)': '王',
  'one character of a given name (秀)': '秀',
  'whole name (王秀英)': '王秀英',
  'part of a name (秀英)': '秀英',
  'a wrong character (王秀鹰)': '王秀鹰',
  'swapped characters (秀王英)': '秀王英',
  'pinyin (wangxiuying)': 'wangxiuying',
  'beginning of the pinyin (wang)': 'wang',
  'initials (wxy)': 'wxy',
  'pinyin with an error (wnagxiuying)': 'wnagxiuying',
  'nobody (龘靐)': '龘靐',
  'nobody, in letters (qqqqqqqq)': 'qqqqqqqq',
}
const callers = { village: ['211302009004'], township: ['211302009'], district: ['211302'] }

const say = (text: string) => void process.stderr.write(`${text}\n`)

function actorOver(divisions: readonly string[]): Actor {
  return {
    accountId: 1,
    positionId: 1,
    organisationId: 1,
    name: 'bench',
    role: 'registrar',
    divisions,
    ledgers: 'all',
    sensitivity: 2,
    rights: ['registry.read'],
    locale: 'zh-CN',
  }
}

async function fill(house: House, url: string): Promise<void> {
  const dataset = readDivisionDataset(['211302', '211303'])
  await seedDivisions(house.handle.db, { ...dataset, shapes: [], cells: [], layers: [] })
  await house.reloadDivisions()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await fillPersons(client, size)
  // As a server that has stood for a while: plans may follow what is known of the words.
  await client.query('vacuum analyze')
  await client.end()
}

async function measureSearch(route: Route): Promise<string[]> {
  const lines: string[] = []
  for (const [who, divisions] of Object.entries(callers)) {
    for (const [what, q] of Object.entries(texts)) {
      const actor = actorOver(divisions)
      const once = () =>
        route.handler({
          actor,
          params: undefined,
          query: route.query?.parse({ q }),
          body: undefined,
          clientKey: '',
          locale: 'zh-CN',
          requestId: '',
          headers: {},
          cookies: {},
          address: '127.0.0.1',
          origin: 'http://127.0.0.1',
          stream: undefined as never,
        }) as Promise<{ groups: { count: number; more: boolean }[] }>
      const [persons] = (await once()).groups
      const figures = await measure(
        { clients: 1, seconds: 2, warmUpSeconds: 0.5 },
        async () => void (await once()),
      )
      lines.push(lineOf(who, what, figures, `${persons?.count ?? 0}${persons?.more ? '+' : ''}`))
      say(lines.at(-1) ?? '')
    }
  }
  return lines
}

const lineOf = (who: string, what: string, { p50, p99, count }: Figures, found: string) =>
  `| ${who} | ${what} | ${found} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${count} |`

const postgres = await openPostgres(['shared_buffers=1GB'])
if ('reason' in postgres) throw new Error(postgres.reason)
const dataDir = mkdtempSync(join(tmpdir(), 'yiwang-bench-search-'))
try {
  await withDatabase(postgres.url, database, async (url) => {
    const house = await openHouse({ dataDir, databaseUrl: url })
    try {
      await fill(house, url)
      const { handle, keys, engine, divisions, clock } = house
      const routes = searchRoutes({ db: handle.db, keys, engine, divisions, now: () => clock.now() })
      const route = routes.find(({ method }) => method === 'GET') as Route
      const about = await machine(url)
      const lines = await measureSearch(route)
      const text = `# The search, measured

${size.toLocaleString('en')} persons in ${divisions.all.filter(({ level }) => level === 'village').length} villages, ${about.at.slice(0, 10)}, commit ${about.commit}, ${about.cpu} (${about.cores} cores, load ${about.loadBefore.toFixed(1)} from other work before the run), PostgreSQL ${about.postgres}.
The handler of \`GET /api/search\` in the server's process, one client: all kinds at once, with counts and the first five of each. Milliseconds.

| Caller of a | Text | Persons | p50 | p99 | n |
|---|---|---|---|---|---|
${lines.join('\n')}
`
      writeFileSync(join(import.meta.dirname, 'SEARCH.md'), text)
    } finally {
      await house.close()
    }
  })
} finally {
  rmSync(dataDir, { recursive: true })
  await postgres.stop()
}
