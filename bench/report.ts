import { execFileSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import pg from 'pg'
import { Worker } from './run/orders.ts'
import type { Result } from './run/session.ts'

export type Machine = {
  at: string
  commit: string
  cpu: string
  cores: number
  memoryGb: number
  node: string
  postgres: string
  settings: Record<string, string>
  pinned: boolean
  /** Of the machine when the run began: figures taken beside other work are lower than the machine allows. */
  loadBefore: number
}

/** The state of the program that is run. */
export function commit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}

export async function machine(server: string): Promise<Machine> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  const names = [
    'server_version',
    'shared_buffers',
    'max_wal_size',
    'checkpoint_timeout',
    'wal_compression',
    'fsync',
    'synchronous_commit',
    'jit',
  ]
  const settings: Record<string, string> = {}
  for (const name of names) {
    const { rows } = await client.query<{ value: string }>('select current_setting($1) as value', [name])
    settings[name] = rows[0]?.value ?? ''
  }
  await client.end()
  const { server_version: postgres = '', ...others } = settings
  return {
    at: new Date().toISOString(),
    commit: commit(),
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres,
    settings: others,
    pinned: Worker.pins,
    loadBefore: loadavg()[0] ?? 0,
  }
}

const count = (value: number) =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(2)
const share = (value: number | null) => (value === null ? '' : `${(value * 100).toFixed(0)} %`)
const ms = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2))

/** The figures as a Markdown table, one for each database and size. */
export function table(results: readonly Result[]): string {
  const groups = Map.groupBy(
    results,
    ({ database, size }) =>
      `${database === 'postgres' ? 'PostgreSQL' : 'Embedded'}, ${size.toExponential().replace('+', '')} entries`,
  )
  return [...groups]
    .map(([title, rows]) =>
      [
        `### ${title}`,
        '',
        '| Figure | | per s | p50 ms | p95 ms | p99 ms | of its floor | CPU server | CPU load |',
        '|---|---|--:|--:|--:|--:|--:|--:|--:|',
        ...rows.map(
          ({ what, where, figures, floor, ratio, cpu }) =>
            `| ${what} | ${where === 'call' ? '' : where} | ${count(figures.perSecond)} | ${ms(figures.p50)} | ${ms(figures.p95)} | ${ms(figures.p99)} | ${ratio === null || !floor ? '' : `${ratio.toFixed(2)} of ${floor.what}`} | ${share(cpu.server)} | ${share(cpu.load)} |${figures.errors > 0 ? ` **${figures.errors} errors**` : ''}`,
        ),
      ].join('\n'),
    )
    .join('\n\n')
}

/** How each figure changes from the smallest database to the largest, on PostgreSQL. */
function growth(results: readonly Result[]): string {
  const postgres = results.filter((result) => result.database === 'postgres' && result.where !== 'call')
  const sizes = [...new Set(postgres.map((result) => result.size))].sort((a, b) => a - b)
  const [smallest] = sizes
  const largest = sizes.at(-1)
  if (smallest === undefined || largest === undefined || smallest === largest) return ''
  const lines = postgres
    .filter((result) => result.size === smallest)
    .flatMap(({ id, where, what, figures }) => {
      const large = postgres.find(
        (result) => result.size === largest && result.id === id && result.where === where,
      )
      if (!large) return []
      const { perSecond, p99 } = large.figures
      return `| ${what} | ${where} | ${count(figures.perSecond)} | ${count(perSecond)} | ${(perSecond / figures.perSecond).toFixed(2)} | ${ms(p99)} |`
    })
  const name = (size: number) => size.toExponential().replace('+', '')
  return [
    '## How the cost grows',
    '',
    `| Figure | | per s at ${name(smallest)} | per s at ${name(largest)} | share kept | p99 ms at ${name(largest)} |`,
    '|---|---|--:|--:|--:|--:|',
    ...lines,
  ].join('\n')
}

const notesFrom = '<!-- Below this line a run changes nothing. -->'

/** The whole of RESULTS.md: what a run measured, and the notes of the file as it was. */
export function report(about: Machine, results: readonly Result[], before: string): string {
  const at = before.indexOf(notesFrom)
  const notes = at < 0 ? `${notesFrom}\n` : before.slice(at)
  const settings = Object.entries(about.settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
  return `# Results of the last full run

Written by \`npm run bench\`; README.md says what each figure means.

- ${about.at}, commit ${about.commit}
- ${about.cpu}, ${about.cores} cores, ${about.memoryGb} GB; Node ${about.node}; PostgreSQL ${about.postgres} (${settings})
- ${about.pinned ? 'server and load generator pinned to one core each; PostgreSQL runs where there is room' : 'processes not pinned: there is no taskset here'}
- load average when it began: ${about.loadBefore.toFixed(2)}${about.loadBefore > 1 ? '. **The machine was busy with other work: absolute figures are lower than it allows; the ratios were taken in the same minute and tell more**' : ''}

${table(results)}

${growth(results)}

${notes}`
}
