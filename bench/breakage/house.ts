import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Message, Order, Place, Told } from './messages.ts'

const keptOutput = 20_000
const root = join(import.meta.dirname, '../..')
/** As the launcher starts the program. */
const flags = JSON.parse(readFileSync(join(root, 'bin/node-flags.json'), 'utf8')) as string[]
const compiled = join(root, '.yiwang/compiled')

/** A house in a process of its own, seen from outside. */
export class RunningHouse {
  static readonly #all = new Set<RunningHouse>()
  /** Somebody wants an end at once: that houses go is no finding. */
  static isEnding = false
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  readonly #gone: Promise<unknown>
  #origin = ''
  #next = 1
  #output = ''
  /** Settles with true when it takes requests, with false when it was killed before that. */
  readonly ready: Promise<boolean>
  /** Settles when its program runs and opens the database. */
  readonly starting: Promise<void>
  /** What the house before was at when it was killed, once it is known. */
  readonly cutOff: Promise<readonly string[] | null>
  /** How far one that only migrates has come. */
  migration: 'not_begun' | 'migrating' | 'migrated' = 'not_begun'
  /** Settles when it begins to migrate. */
  readonly migrating: Promise<void>
  isReady = false

  /** Without a place it only reads its program, and waits. */
  constructor(place?: Place) {
    this.#child = fork(join(import.meta.dirname, 'house-process.ts'), [], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: ['--expose-gc', ...flags],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    })
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-keptOutput)
    }
    this.#child.stdout?.on('data', keep)
    this.#child.stderr?.on('data', keep)
    this.#gone = once(this.#child, 'exit')
    RunningHouse.#all.add(this)
    const ready = Promise.withResolvers<boolean>()
    const starting = Promise.withResolvers<void>()
    const migrating = Promise.withResolvers<void>()
    const cutOff = Promise.withResolvers<readonly string[] | null>()
    this.ready = ready.promise
    this.starting = starting.promise
    this.migrating = migrating.promise
    this.cutOff = cutOff.promise
    this.#child.on('message', (message: Message) => {
      if ('id' in message) this.#answered(message)
      else if (message.state === 'starting') starting.resolve()
      else if (message.state === 'opened') cutOff.resolve(message.cutOff)
      else if (message.state === 'ready') {
        this.#origin = message.origin
        this.isReady = true
        ready.resolve(true)
      } else {
        this.migration = message.state
        migrating.resolve()
      }
    })
    void this.#gone.then(() => {
      RunningHouse.#all.delete(this)
      starting.resolve()
      migrating.resolve()
      cutOff.resolve(null)
      if (this.#child.signalCode === 'SIGKILL') ready.resolve(false)
      else ready.reject(new Error(`the house ended by itself with ${this.#child.exitCode}:\n${this.#output}`))
      for (const { reject } of this.#waiting.values()) reject(new Error('the house is gone'))
      this.#waiting.clear()
    })
    this.ready.catch(() => undefined)
    if (place) this.begin(place)
  }

  /** Lets one that waits begin. */
  begin(place: Place): this {
    this.#tell({ begin: place })
    return this
  }

  #tell(told: Told): void {
    this.#child.send(told)
  }

  /** Those that still run, so that none writes into a folder that is taken away. */
  static async killAll(): Promise<void> {
    RunningHouse.isEnding = true
    await Promise.all([...RunningHouse.#all].map((house) => house.kill()))
  }

  /** Starts one and waits until it takes requests. */
  static async start(place: Place): Promise<RunningHouse> {
    const house = new RunningHouse(place)
    await house.ready
    return house
  }

  get origin(): string {
    return this.#origin
  }

  get output(): string {
    return this.#output
  }

  get isUp(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  async ask<T>(order: Order): Promise<T> {
    const id = this.#next++
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    this.#waiting.set(id, { resolve, reject })
    this.#tell({ id, order })
    return (await promise) as T
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#gone
  }

  async stop(): Promise<void> {
    if (!this.isUp) return
    await this.ask({ what: 'stop' })
    await this.#gone
  }

  #answered(message: Extract<Message, { id: number }>): void {
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if ('error' in message) waiting?.reject(new Error(message.error))
    else waiting?.resolve(message.value)
  }
}
