import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'

export type Options = {
  names: string[]
  rounds: number | undefined
  minutes: number
  seed: number
  embedded: boolean
  postgres: boolean
  into: string | undefined
  json: boolean
  write: boolean
  help: boolean
}

export const scenarioNames = [
  'kill',
  'database-away',
  'disk-full',
  'clock',
  'two-servers',
  'backup-under-load',
  'failed-migration',
  'long-haul',
] as const
export type ScenarioName = (typeof scenarioNames)[number]

export const usage = `npm run breakage -- [NAME…] [--rounds N] [--minutes 30] [--seed N] [--no-embedded] [--no-postgres]
                  [--into FILE] [--json] [--write]

NAME        what to break, by the beginning of its name: ${scenarioNames.join(', ')}.
            All of it without a name.
--rounds    of kill -9; 1000 on PostgreSQL and 200 on the embedded database by default
--minutes   of the long haul
--seed      repeats the choices of an earlier run, which prints its own
--no-embedded  leaves the embedded database out
--no-postgres  leaves PostgreSQL out
--into      keeps each proven part of the rounds of kill -9 as a line of this file; what is in it counts, so that a run that
            was stopped goes on, and several with seeds of their own may share one file
--json      prints the outcome as JSON
--write     puts the outcome into bench/BREAKAGE.md

A throw-away PostgreSQL (≥ 15 with PostGIS, installed here) is started for it and goes with it; DATABASE_URL is not used.`

/** @throws Error with one sentence for what can't be understood */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    allowNegative: true,
    options: {
      rounds: { type: 'string' },
      minutes: { type: 'string', default: '30' },
      seed: { type: 'string' },
      embedded: { type: 'boolean', default: true },
      postgres: { type: 'boolean', default: true },
      into: { type: 'string' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const unknown = positionals.find((name) => !scenarioNames.some((known) => known.startsWith(name)))
  if (unknown !== undefined) throw new Error(`${unknown}: there is ${scenarioNames.join(', ')}`)
  const { embedded, postgres, into, json, write, help } = values
  return {
    names: positionals,
    rounds: values.rounds === undefined ? undefined : above('--rounds', values.rounds),
    minutes: above('--minutes', values.minutes),
    seed: values.seed === undefined ? randomInt(2 ** 31) : above('--seed', values.seed),
    embedded,
    postgres,
    into,
    json,
    write,
    help,
  }
}

function above(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isFinite(number) || number <= 0) throw new Error(`${name} ${text}: a number above 0`)
  return number
}
