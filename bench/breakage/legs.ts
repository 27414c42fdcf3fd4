import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Check, Ground, Outcome } from './ground.ts'

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

  /** What the ground tells is of all legs together. */
  tell(ground: Ground): void {
    const legs = this.all()
    ground.checks.splice(0, ground.checks.length, ...legs.flatMap(({ checks }) => checks))
    const sums = new Map<string, number>()
    for (const { counted } of legs)
      for (const [what, n] of Object.entries(counted)) sums.set(what, (sums.get(what) ?? 0) + n)
    for (const what of Object.keys(ground.facts)) delete ground.facts[what]
    const kills = this.kills
    const seconds = legs.reduce((sum, leg) => sum + leg.seconds, 0)
    ground.fact('kills', kills)
    for (const [what, n] of sums) ground.fact(what, n)
    ground.fact('legs', legs.length)
    ground.fact('seconds for a kill, with its share of the proof', seconds / Math.max(1, kills))
    ground.fact('seeds', [...new Set(legs.map(({ seed }) => seed))].join(', '))
    ground.fact('of', [...new Set(legs.map(({ commit }) => commit))].join(', '))
    ground.seconds = Math.round(seconds)
  }
}
