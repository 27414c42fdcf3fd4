import { asApiError } from '#kernel/ui/web'
import { giveUp, sendResumable } from './tus-client.ts'
import { findUnfinished, forget, remember, unfinishedIn } from './unfinished.ts'

/** lost: begun before the page was loaded anew; its file has to be chosen again to go on. */
type UploadState = 'queued' | 'sending' | 'waiting' | 'paused' | 'failed' | 'lost'

export type Upload = {
  key: string
  name: string
  size: number
  /** Bytes that have gone out. */
  sent: number
  state: UploadState
  error?: string
}

/** It will arrive, or fail, without anybody doing anything. */
export const isMoving = ({ state }: Upload): boolean =>
  state === 'queued' || state === 'sending' || state === 'waiting'

type Work = { file: File; url: string | null; stop: AbortController | null }

const atOnce = 2

/** The files of one field on their way: two at a time, each of them to be stopped, gone on with or given up. */
export class UploadQueue {
  readonly #place: string
  readonly #purpose: string | undefined
  readonly #onFile: (id: string) => void
  readonly #listeners = new Set<() => void>()
  readonly #work = new Map<string, Work>()
  #pending: readonly Upload[]

  constructor(place: string, purpose: string | undefined, onFile: (id: string) => void) {
    this.#place = place
    this.#purpose = purpose
    this.#onFile = onFile
    this.#pending = unfinishedIn(place).map((one) => ({
      key: keyOf(one),
      name: one.name,
      size: one.size,
      sent: one.sent,
      state: 'lost',
    }))
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Under way, stopped, or failed. */
  readonly pending = () => this.#pending

  send(files: Iterable<File>): void {
    for (const file of files) {
      const known = this.#work.get(keyOf(file))
      if (!known || known.stop?.signal.aborted) this.#put(file, known?.url ?? null)
    }
    this.#next()
  }

  pause({ key }: Upload): void {
    const work = this.#work.get(key)
    if (!work) return
    work.stop?.abort()
    work.stop = paused
    this.#change(key, { state: 'paused' })
    this.#next()
  }

  /** Goes on with one that was paused or failed. */
  resume({ key }: Upload): void {
    const work = this.#work.get(key)
    if (!work) return
    this.#put(work.file, work.url)
    this.#next()
  }

  cancel({ key, name, size }: Upload): void {
    const work = this.#work.get(key)
    work?.stop?.abort()
    const known = unfinishedIn(this.#place).find(
      (one) => keyOf(one) === key && one.name === name && one.size === size,
    )
    const url = work?.url ?? known?.url
    this.#remove(key)
    this.#next()
    if (url === undefined) return
    forget(url)
    void giveUp(url)
  }

  /** Leaving the page stops what is under way; it can go on from where it is. */
  stop(): void {
    for (const work of this.#work.values()) work.stop?.abort()
  }

  #put(file: File, url: string | null): void {
    const key = keyOf(file)
    this.#work.set(key, { file, url, stop: null })
    const known = this.#pending.find((item) => item.key === key)
    const fresh: Upload = { key, name: file.name, size: file.size, sent: known?.sent ?? 0, state: 'queued' }
    this.#tell(
      known ? this.#pending.map((item) => (item === known ? fresh : item)) : [...this.#pending, fresh],
    )
  }

  #next(): void {
    const all = [...this.#work]
    const busy = all.filter(([, { stop }]) => stop !== null && !stop.signal.aborted).length
    const waiting = all.filter(([, { stop }]) => stop === null).slice(0, Math.max(0, atOnce - busy))
    for (const [key, work] of waiting) void this.#start(key, work, new AbortController())
  }

  async #start(key: string, work: Work, stop: AbortController): Promise<void> {
    work.stop = stop
    const { name, size, lastModified } = work.file
    const known = { place: this.#place, name, size, lastModified }
    work.url ??= findUnfinished(known)?.url ?? null
    this.#change(key, { state: 'sending' })
    try {
      const id = await sendResumable(
        work.file,
        { url: work.url, purpose: this.#purpose },
        {
          signal: stop.signal,
          onOpened: (url) => {
            work.url = url
            remember({ ...known, url, sent: 0 })
          },
          onSent: (sent) => {
            if (work.url !== null) remember({ ...known, url: work.url, sent })
            this.#change(key, { sent })
          },
          onWaiting: (waiting) => this.#change(key, { state: waiting ? 'waiting' : 'sending' }),
        },
      )
      if (work.url !== null) forget(work.url)
      // It is never neither on its way nor there: a form that waits for it is sent in between.
      this.#onFile(id)
      this.#remove(key)
    } catch (error) {
      if (stop.signal.aborted) return
      const { status, detail } = asApiError(error)
      if (status >= 400 && work.url !== null) forget(work.url)
      if (status >= 400) work.url = null
      this.#change(key, { state: 'failed', error: detail })
    } finally {
      // Whatever became of it, its place is free.
      stop.abort()
      this.#next()
    }
  }

  #change(key: string, to: Partial<Upload>): void {
    this.#tell(this.#pending.map((item) => (item.key === key ? { ...item, ...to } : item)))
  }

  #remove(key: string): void {
    this.#work.delete(key)
    this.#tell(this.#pending.filter((item) => item.key !== key))
  }

  #tell(pending: readonly Upload[]): void {
    this.#pending = pending
    for (const listener of this.#listeners) listener()
  }
}

/** Stands where no request runs and none is to begin by itself. */
const paused = new AbortController()
paused.abort()

function keyOf({ name, size, lastModified }: Pick<File, 'name' | 'size' | 'lastModified'>): string {
  return `${name}:${size}:${lastModified}`
}
