import type { DatabaseHandle } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { defineRoute, respond, type Route } from '#kernel/http/server'
import type { OutboxNote } from './rows.ts'
import { readAllRight } from './visibility-store.ts'

/** What every process hears of a change: enough to decide who may know of it, nothing of its content. */
type Party = OutboxNote['parties'][number]
export type LiveEntry = {
  type: 'entry'
  entryId: string
  ledger: string
  seq: number
  division: string
  sensitivity: number
  parties: Party[]
}
export type LiveNotice = { type: 'notice'; organisationId: number; accountId: number | null }
export type LiveMessage = LiveEntry | LiveNotice

export function liveEntry(
  entryId: string,
  seq: number,
  { ledger, division, sensitivity, parties }: OutboxNote,
): LiveEntry {
  return { type: 'entry', entryId, ledger, seq, division, sensitivity, parties }
}

/** Meant for the account that is named, and for all of the organisation where none is. */
function isFor({ organisationId, accountId }: Party, actor: Actor): boolean {
  return organisationId === actor.organisationId && (accountId === null || accountId === actor.accountId)
}

/** Whether the actor may know that it happened: the same rule as for reading the entry. */
export function mayHear(actor: Actor, message: LiveMessage): boolean {
  if (message.type === 'notice') return isFor(message, actor)
  if (message.sensitivity > actor.sensitivity) return false
  if (hasRight(actor, readAllRight) || message.parties.some((party) => isFor(party, actor))) return true
  return (
    (actor.ledgers === 'all' || actor.ledgers.includes(message.ledger)) &&
    covers(actor.divisions, message.division)
  )
}

type Subscriber = { actor: Actor; send(text: string): void; end(): void }

/** One hub a process: what the relay notifies goes to the connected browsers that may hear it. */
export class LiveHub {
  readonly #subscribers = new Set<Subscriber>()
  readonly #listeners = new Set<(message: LiveMessage) => void>()
  #stop: (() => Promise<void>) | undefined

  async start(handle: DatabaseHandle): Promise<void> {
    this.#stop = await handle.listen(
      'yiwang_live',
      (payload) => {
        for (const message of JSON.parse(payload) as LiveMessage[]) this.publish(message)
      },
      () => this.#endAll(),
    )
  }

  async stop(): Promise<void> {
    await this.#stop?.()
  }

  /** Events may have been missed: browsers that come back read anew what they show. */
  #endAll(): void {
    for (const subscriber of this.#subscribers) subscriber.end()
  }

  get size(): number {
    return this.#subscribers.size
  }

  publish(message: LiveMessage): void {
    for (const listener of this.#listeners) listener(message)
    let text: string | undefined
    for (const subscriber of this.#subscribers) {
      if (!mayHear(subscriber.actor, message)) continue
      text ??= `data: ${JSON.stringify(outward(message))}\n\n`
      subscriber.send(text)
    }
  }

  /** For the house itself, which hears of everything. */
  listen(listener: (message: LiveMessage) => void): void {
    this.#listeners.add(listener)
  }

  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber)
    return () => this.#subscribers.delete(subscriber)
  }
}

function outward(message: LiveMessage): Record<string, unknown> {
  if (message.type === 'notice') return { type: 'notice' }
  return { type: 'entry', ledger: message.ledger, entryId: message.entryId, seq: message.seq }
}

/** A connection is ended after this long; the browser comes back at once, with its rights looked at anew. */
const connectionMs = 5 * 60_000
/** A line that keeps gateways from closing the connection, and tells the browser that it still stands. */
const heartbeatMs = 15_000
const heartbeatText = 'event: heartbeat\ndata: {}\n\n'

export function liveRoute(hub: LiveHub): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/live',
    summary: 'Server-sent events: which entries changed, among those the caller may see',
    access: { kind: 'scoped', by: 'entry' },
    passive: true,
    handler: ({ actor }) =>
      respond({
        takeOver: (response) => {
          response.writeHead(200, {
            'content-type': 'text/event-stream; charset=utf-8',
            'cache-control': 'no-store',
            'x-accel-buffering': 'no',
          })
          response.write('retry: 1000\n\n')
          const leave = hub.subscribe({
            actor,
            send: (text) => response.write(text),
            end: () => response.end(),
          })
          const heartbeat = setInterval(() => response.write(heartbeatText), heartbeatMs)
          const end = setTimeout(() => response.end(), connectionMs)
          response.on('close', () => {
            leave()
            clearInterval(heartbeat)
            clearTimeout(end)
          })
        },
      }),
  })
}
