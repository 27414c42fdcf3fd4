import { parseArgs } from 'node:util'

export type Options = {
  /** What to measure: beginnings of names; all without any. */
  names: string[]
  sizes: number[]
  embedded: boolean
  seconds: number
  /** A server that has just been started compiles what is asked of it most; its first seconds are no measure of its service. */
  warmUpSeconds: number
  clients: number
  /** How many act at once where company is measured. */
  crowd: number
  /** Whether the largest database is measured as it lies, on disk or in memory. */
  cold: boolean
  json: boolean
  drop: boolean
  help: boolean
}

export const usage = `npm run bench -- [NAME…] [--size 1e4,1e5,1e6] [--seconds 5] [--warm-up 8] [--clients 8]
                [--crowd 24] [--no-embedded] [--cold] [--json]
npm run bench -- --drop

NAME   what to measure, by the beginning of its name: create, lifecycle, list, search, todo, board. All of it without
       a name, but for import, register, points, open311, live, sync, spike, cold-start, memory and web, each by itself
       on an empty database, schedule, which needs none, and map, on a database of 100,000 open incidents (build the web
       first for web and map, and have Chromium).
--size     entries in the database, ten actions each; 1e4,1e5,1e6 by default
--seconds  how long each figure is measured
--warm-up  how many seconds the same is done before, uncounted; a fifth of --seconds where the code is warm already
--clients  how many ask at once
--crowd    how many act at once the second time that actions are measured
--no-embedded  leaves the embedded database out (it is measured at 1e4 only)
--cold     neither vacuums the database of 10⁶ nor reads it into memory before it is measured
--json     prints the figures as JSON instead of a table
--drop     removes the databases that were kept from earlier runs, and measures nothing

DATABASE_URL names the PostgreSQL to use (its user must be allowed to create databases); without it a throw-away
cluster is started, and what was generated goes with it. A full run writes bench/RESULTS.md.`

const parts = [
  'create',
  'lifecycle',
  'list',
  'search',
  'todo',
  'board',
  'import',
  'register',
  'points',
  'schedule',
  'open311',
  'live',
  'sync',
  'map',
  'spike',
  'cold-start',
  'memory',
  'web',
]

/** @throws Error with one sentence for what can't be understood */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    allowNegative: true,
    options: {
      size: { type: 'string', default: '1e4,1e5,1e6' },
      seconds: { type: 'string', default: '5' },
      'warm-up': { type: 'string', default: '8' },
      clients: { type: 'string', default: '8' },
      crowd: { type: 'string', default: '24' },
      embedded: { type: 'boolean', default: true },
      cold: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      drop: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const sizes = values.size.split(',').map(Number)
  if (sizes.some((size) => !Number.isInteger(size) || size < 1000 || size > 1e7))
    throw new Error(`--size ${values.size}: numbers from 1e3 to 1e7, with commas`)
  const unknown = positionals.find((name) => !parts.some((part) => name.startsWith(part)))
  if (unknown !== undefined) throw new Error(`${unknown}: there is ${parts.join(', ')}`)
  return {
    names: positionals,
    sizes,
    embedded: values.embedded,
    seconds: positive('--seconds', values.seconds),
    warmUpSeconds: positive('--warm-up', values['warm-up']),
    clients: positive('--clients', values.clients),
    crowd: positive('--crowd', values.crowd),
    cold: values.cold,
    json: values.json,
    drop: values.drop,
    help: values.help,
  }
}

function positive(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isFinite(number) || number <= 0) throw new Error(`${name} ${text}: a number above 0`)
  return number
}

export function wanted(options: Options, id: string): boolean {
  return options.names.length === 0 || options.names.some((name) => id.startsWith(name))
}
