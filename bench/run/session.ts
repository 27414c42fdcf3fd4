import { type Lifecycle } from '../cases/outside.ts'
import { reads } from '../cases/reads.ts'
import { type Options, wanted } from '../options.ts'
import type { Figures, Load } from './measure.ts'
import type { Order, Ready } from './messages.ts'
import { Worker } from './orders.ts'

/** One line of the results: a figure, and the floor that was measured beside it. */
export type Result = {
  database: 'embedded' | 'postgres'
  size: number
  id: string
  what: string
  /** `http`: through the server. `inside`: the same work in the server's process. `call`: one call of a lifecycle. */
  where: 'http' | 'inside' | 'call'
  figures: Figures
  floor: { what: string; perSecond: number } | null
  /** Of the floor's throughput; for a lifecycle its four calls count. */
  ratio: number | null
  cpu: { server: number; load: number | null }
}

type Timed<T> = { answer: T; cpu: number }
type Floors = { http: Figures; lookup: Figures; insert: Figures | undefined }
/** How many act at once, and how their figures are told from those of few. */
type Crowd = { load: Load; id: string; said: string }
type Target = {
  database: Result['database']
  size: number
  start: { dataDir: string; url?: string; embeddedSize?: number }
}

/** Measures what is wanted on one database: reads first, then what writes. */
export async function measureTarget(
  target: Target,
  options: Options,
  say: (text: string) => void,
): Promise<Result[]> {
  const [server, ready] = await Worker.start<Ready>('server-process.ts', 0, [JSON.stringify(target.start)])
  const [generator] = await Worker.start<true>('load-process.ts', 1)
  try {
    const session = new Session(target, options, server, generator, ready, say)
    await session.run()
    await server.stop('server')
    await generator.stop('load')
    return session.results
  } catch (error) {
    server.kill()
    generator.kill()
    throw error
  }
}

class Session {
  readonly results: Result[] = []
  readonly #target: Target
  readonly #options: Options
  readonly #server: Worker
  readonly #generator: Worker
  readonly #ready: Ready
  readonly #say: (text: string) => void
  readonly #load: Load

  constructor(
    target: Target,
    options: Options,
    server: Worker,
    generator: Worker,
    ready: Ready,
    say: (text: string) => void,
  ) {
    this.#target = target
    this.#options = options
    this.#server = server
    this.#generator = generator
    this.#ready = ready
    this.#say = say
    const { clients, seconds, warmUpSeconds } = options
    this.#load = { clients, seconds, warmUpSeconds }
  }

  async run(): Promise<void> {
    const { origin, listed } = this.#ready
    const load = this.#load
    const { figures: http } = await this.#http({ at: 'load', what: 'bare_http', load, origin })
    const lookup = await this.#server.ask<Figures>({ at: 'server', what: 'index_lookup', load })
    this.#add('floor-http', 'Bare route on the same server', 'http', http, null, null)
    this.#add('floor-lookup', `Bare index lookup, 20 of ${listed}`, 'inside', lookup, null, null)
    const floors: Floors = { http, lookup, insert: undefined }
    for (const read of reads) if (wanted(this.#options, read.id)) await this.#read(read.id, read.what, floors)
    for (const at of this.#crowds()) {
      if (wanted(this.#options, 'create')) await this.#create(floors, at)
      if (wanted(this.#options, 'lifecycle')) await this.#lifecycle(floors, at)
    }
  }

  /** Actions that come at once share a transaction: they are measured in more company too. */
  #crowds(): Crowd[] {
    const { clients, crowd, seconds } = this.#options
    const few = { load: this.#load, id: '', said: '' }
    if (this.#target.database === 'embedded' || crowd === clients) return [few]
    // The few have warmed the code up; writing for as long again would only make another database of it.
    const load = { ...this.#load, clients: crowd, warmUpSeconds: seconds / 5 }
    return [few, { load, id: `-${crowd}`, said: `, ${crowd} at once` }]
  }

  async #read(id: string, what: string, floors: Floors): Promise<void> {
    const load = this.#load
    const inside = await this.#server.ask<Figures>({ at: 'server', what: 'read', id, load })
    this.#add(id, what, 'inside', inside, { what: 'index lookup', ...floors.lookup }, null)
    if (this.#target.database === 'embedded') return
    const { origin } = this.#ready
    const { figures, cpu } = await this.#http({ at: 'load', what: 'read', id, load, origin })
    this.#add(id, what, 'http', figures, { what: 'bare HTTP', ...floors.http }, cpu)
  }

  async #create(floors: Floors, { load, id, said }: Crowd): Promise<void> {
    const insert = await this.#server.ask<Figures>({ at: 'server', what: 'bare_insert', load })
    this.#add(`floor-insert${id}`, `Bare INSERT of the same bytes${said}`, 'inside', insert, null, null)
    const create = await this.#server.ask<Figures>({ at: 'server', what: 'create', load })
    const floor = { what: 'bare INSERT', ...insert }
    const what = `Register an entry with its log and task${said}`
    this.#add(`create${id}`, what, 'inside', create, floor, null)
    await this.#server.ask({ at: 'server', what: 'settle' })
    const { origin } = this.#ready
    const { figures, cpu } = await this.#http({ at: 'load', what: 'register', load, origin })
    const bare = { what: 'bare HTTP', ...floors.http }
    this.#add(`create${id}`, what, 'http', figures, bare, cpu)
    await this.#server.ask({ at: 'server', what: 'settle' })
  }

  async #lifecycle(floors: Floors, { load: once, id, said }: Crowd): Promise<void> {
    const { origin, unit } = this.#ready
    const load = { ...once, seconds: once.seconds * 2 }
    const { answer, cpu } = await this.#order<Lifecycle>({
      at: 'load',
      what: 'lifecycle',
      load,
      origin,
      unit,
    })
    const { whole, calls } = answer
    const floor = { what: 'bare HTTP ÷ 4', perSecond: floors.http.perSecond / 4 }
    const what = `Lifecycle: register, dispatch, complete, close${said}`
    this.#add(`lifecycle${id}`, what, 'http', whole, floor, { server: cpu, load: whole.cpu })
    for (const [name, figures] of Object.entries(calls))
      this.#add(`lifecycle${id}-${name}`, `— the call ${name}${said}`, 'call', figures, null, null)
    await this.#server.ask({ at: 'server', what: 'settle' })
  }

  async #http(order: Order): Promise<{ figures: Figures; cpu: Result['cpu'] }> {
    const { answer, cpu } = await this.#order<Figures>(order)
    return { figures: answer, cpu: { server: cpu, load: answer.cpu } }
  }

  /** The server's CPU is taken over the whole order, its warming up included. */
  async #order<T extends Figures | Lifecycle>(order: Order): Promise<Timed<T>> {
    const before = await this.#server.ask<{ cpu: number }>({ at: 'server', what: 'cpu' })
    const start = performance.now()
    const answer = await this.#generator.ask<T>(order)
    const seconds = (performance.now() - start) / 1000
    const after = await this.#server.ask<{ cpu: number }>({ at: 'server', what: 'cpu' })
    return { answer, cpu: (after.cpu - before.cpu) / seconds }
  }

  #add(
    id: string,
    what: string,
    where: Result['where'],
    figures: Figures,
    floor: { what: string; perSecond: number } | null,
    cpu: Result['cpu'] | null,
  ): void {
    const { database, size } = this.#target
    this.results.push({
      database,
      size,
      id,
      what,
      where,
      figures,
      floor: floor && { what: floor.what, perSecond: floor.perSecond },
      ratio: floor && figures.perSecond / floor.perSecond,
      cpu: cpu ?? { server: figures.cpu, load: null },
    })
    this.#say(
      `${id} ${where}: ${figures.perSecond.toFixed(0)}/s, p50 ${figures.p50.toFixed(2)} ms, p99 ${figures.p99.toFixed(2)} ms` +
        (figures.errors > 0 ? `, ${figures.errors} ERRORS: ${figures.firstError}` : ''),
    )
  }
}
