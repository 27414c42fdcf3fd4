import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Check, Outcome } from './ground.ts'

/** A part of a long run that stands by itself: its own data, its own proof at the end. */
export type Leg = {
  database: Outcome['database']
  seed: number
  commit: string
  at: string
  kills: number
  seconds: number
  counted: Record<string, number>
  checks: Check[]
}

/** The legs that a run has behind it, of this start and, where they are kept in a file, of earlier ones and others beside it. */
export class Legs {
  readonly #file: string | undefined
  readonly #database: Outcome['database']
  readonly #own: Leg[] = []

  constructor(file: string | undefined, database: Outcome['database']) {
    this.#file = file
    this.#database = database
  }

  all(): Leg[] {
    if (this.#file === undefined) return this.#own
    if (!existsSync(this.#file)) return []
    const lines = readFileSync(this.#file, 'utf8').split('\n').filter(Boolean)
    return lines.map((line) => JSON.parse(line) as Leg).filter(({ database }) => database === this.#database)
  }

  get kills(): number {
    return this.all().reduce((sum, { kills }) => sum + kills, 0)
  }

  /** Each is one line, so that several runs may add to the same file. */
  add(leg: Leg): void {
    this.#own.push(leg)
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(leg)}\n`)
  }

  /** All parts together. */
  told(): { checks: Check[]; facts: Outcome['facts']; table: string; seconds: number } {
    const legs = this.all()
    const seconds = legs.reduce((sum, leg) => sum + leg.seconds, 0)
    const sums: Record<string, number> = {}
    for (const { counted } of legs)
      for (const [what, n] of Object.entries(counted)) sums[what] = (sums[what] ?? 0) + n
    const kinds = Object.keys(sums).flatMap((what) => /^kills in (\w+)$/.exec(what)?.[1] ?? [])
    const rows = kinds.toSorted().map((kind) => {
      const row = `| ${kind} | ${sums[`kills in ${kind}`]} | ${sums[`met in ${kind}`] ?? 0} |`
      delete sums[`kills in ${kind}`]
      delete sums[`met in ${kind}`]
      return row
    })
    const ordered = Object.entries(sums).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    const facts: Outcome['facts'] = {
      kills: this.kills,
      ...Object.fromEntries(ordered),
      parts: legs.length,
      'seconds for a kill, with its share of the proof': (seconds / Math.max(1, this.kills)).toFixed(2),
      seeds: [...new Set(legs.map(({ seed }) => seed))].join(', '),
      of: [...new Set(legs.map(({ commit }) => commit))].join(', '),
    }
    return {
      checks: legs.flatMap(({ checks }) => checks),
      facts,
      table: ['| killed in | kills | met it under way |', '| --- | ---: | ---: |', ...rows].join('\n'),
      seconds: Math.round(seconds),
    }
  }
}
