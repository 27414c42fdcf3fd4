import { Agent, request as send } from 'node:http'
import { randomUUID } from 'node:crypto'
import { cpuSeconds, type Figures, type Load, measure, Stopwatch } from '../run/measure.ts'
import { type Read, urlAt } from './reads.ts'

/** A caller on connections that stay open. */
export class Caller {
  readonly #origin: URL
  readonly #agent: Agent

  constructor(origin: string, clients: number) {
    this.#origin = new URL(origin)
    this.#agent = new Agent({ keepAlive: true, maxSockets: clients })
  }

  close(): void {
    this.#agent.destroy()
  }

  async call(
    method: 'GET' | 'POST',
    path: string,
    cookie: string,
    body?: unknown,
  ): Promise<{ body: string; setCookie: string[] }> {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const request = send(
        {
          agent: this.#agent,
          host: this.#origin.hostname,
          port: this.#origin.port,
          method,
          path,
          headers: {
            cookie,
            ...(payload === undefined
              ? {}
              : {
                  'content-type': 'application/json',
                  'content-length': Buffer.byteLength(payload),
                  'x-yiwang': '1',
                  'idempotency-key': randomUUID(),
                }),
          },
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('error', reject)
          response.on('end', () => {
            const text = Buffer.concat(parts).toString('utf8')
            if ((response.statusCode ?? 500) >= 400)
              reject(new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 300)}`))
            else resolve({ body: text, setCookie: response.headers['set-cookie'] ?? [] })
          })
        },
      )
      request.on('error', reject)
      request.end(payload)
    })
  }

  async signIn(loginName: string): Promise<string> {
    const { setCookie } = await this.call('POST', '/api/demonstration/session', '', { loginName })
    return setCookie.map((line) => line.split(';', 1)[0]).join('; ')
  }
}

export async function measureGet(
  origin: string,
  path: (turn: number) => string,
  as: string | null,
  load: Load,
): Promise<Figures> {
  const caller = new Caller(origin, load.clients)
  try {
    const cookie = as === null ? '' : await caller.signIn(as)
    return await measure(load, async (turn) => {
      await caller.call('GET', path(turn), cookie)
    })
  } finally {
    caller.close()
  }
}

export async function measureReadOverHttp(origin: string, read: Read, load: Load): Promise<Figures> {
  return measureGet(origin, (turn) => urlAt(read, turn), read.as, load)
}

export type Lifecycle = { whole: Figures; calls: Record<string, Figures> }

type Registered = { id: string; seq: number }

type Told = { done: (call: string, ms: number) => void; failed: (call: string, error: unknown) => void }

/** Register, dispatch, complete, close: four people, four calls, each in the state that the last one answered. */
export async function lifecycleBy(
  caller: Caller,
  registration: (turn: number) => { ledger: string; divisionCode: string; fields: unknown },
  unitOrganisationId: number,
  { done, failed }: Told,
): Promise<(turn: number) => Promise<void>> {
  const [steward, office, unit] = await Promise.all(
    ['steward', 'office', 'unit'].map((name) => caller.signIn(name)),
  )
  const steps: [name: string, cookie: string, input: unknown][] = [
    ['dispatch', office ?? '', { organisationId: unitOrganisationId }],
    ['complete', unit ?? '', { cost: 1_250_000 }],
    ['close', office ?? '', {}],
  ]
  const timed = async (name: string, path: string, cookie: string, body: unknown): Promise<Registered> => {
    const start = performance.now()
    try {
      const answer = await caller.call('POST', path, cookie, body)
      done(name, performance.now() - start)
      return JSON.parse(answer.body) as Registered
    } catch (error) {
      failed(name, error)
      throw error
    }
  }
  return async (turn) => {
    const { ledger, ...body } = registration(turn)
    let entry = await timed('register', `/api/ledgers/${ledger}/entries`, steward ?? '', body)
    for (const [name, cookie, input] of steps)
      entry = await timed(name, `/api/entries/${entry.id}/actions/${name}`, cookie, {
        expectedSeq: entry.seq,
        input,
      })
  }
}

/** As many lifecycles as go. */
export async function measureLifecycle(
  origin: string,
  load: Load,
  registration: (turn: number) => { ledger: string; divisionCode: string; fields: unknown },
  unitOrganisationId: number,
): Promise<Lifecycle> {
  const caller = new Caller(origin, load.clients)
  try {
    const watches = new Map(
      ['register', 'dispatch', 'complete', 'close'].map((name) => [name, new Stopwatch()]),
    )
    const once = await lifecycleBy(caller, registration, unitOrganisationId, {
      done: (call, ms) => watches.get(call)?.add(ms),
      failed: (call, error) => watches.get(call)?.fail(error),
    })
    await measure({ ...load, seconds: load.warmUpSeconds, warmUpSeconds: 0 }, once)
    for (const watch of watches.values()) watch.clear()
    const cpu = cpuSeconds()
    const whole = await measure({ ...load, warmUpSeconds: 0 }, once)
    const share = (cpuSeconds() - cpu) / whole.seconds
    return {
      whole,
      calls: Object.fromEntries(
        [...watches].map(([name, watch]) => [name, watch.figures(whole.seconds, share)]),
      ),
    }
  } finally {
    caller.close()
  }
}

/** Registrations alone, through HTTP. */
export async function measureRegister(
  origin: string,
  load: Load,
  registration: (turn: number) => { ledger: string; divisionCode: string; fields: unknown },
): Promise<Figures> {
  const caller = new Caller(origin, load.clients)
  try {
    const cookie = await caller.signIn('steward')
    return await measure(load, async (turn) => {
      const { ledger, ...body } = registration(turn)
      await caller.call('POST', `/api/ledgers/${ledger}/entries`, cookie, body)
    })
  } finally {
    caller.close()
  }
}
