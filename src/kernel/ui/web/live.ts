import { useEffect, useRef, useSyncExternalStore } from 'react'
import { newClientKey } from './client-key.ts'

/** What the server tells while it happens, filtered by what the signed-in position may see. */
export type LiveMessage =
  | { type: 'entry'; ledger: string; entryId: string; seq: number }
  | { type: 'notice' }
  /** The connection came back: what happened meanwhile was not heard, so read again. */
  | { type: 'resync' }

export type LiveState = { kind: 'connecting' } | { kind: 'online' | 'lost'; since: string }

type ChannelMessage = { live: LiveMessage } | { state: LiveState } | { ask: true } | { again: true }

const channelName = 'yiwang-live'
const firstPauseMilliseconds = 500
const retryMillisecondsMax = 15_000
const graceMilliseconds = 2_000
/** The server's heart beats every 15 s; a connection that has said nothing for this long is dead, open or not. */
const silenceMilliseconds = 40_000
const listeners = new Set<(message: LiveMessage) => void>()
const stateListeners = new Set<() => void>()
let state: LiveState = { kind: 'connecting' }
let stop: (() => void) | null = null
let reconnect: (() => void) | null = null

function setState(next: LiveState): void {
  state = next
  for (const listener of stateListeners) listener()
}

function deliver(message: LiveMessage): void {
  for (const listener of listeners) listener(message)
}

/** Tells when nothing has been heard for too long, and when the last was. */
function watchSilence(onSilence: (since: string) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let heardAt = new Date().toISOString()
  const stop = () => clearTimeout(timer)
  const start = () => {
    stop()
    timer = setTimeout(() => onSilence(heardAt), silenceMilliseconds)
  }
  const hear = () => {
    heardAt = new Date().toISOString()
    start()
  }
  return { start, hear, stop }
}

type Ears = { opened: () => void; told: (message: LiveMessage) => void; beat: () => void; failed: () => void }

/** Whatever comes is a beat of the heart, too. */
function listenTo({ opened, told, beat, failed }: Ears): EventSource {
  const source = new EventSource('/api/live')
  source.addEventListener('heartbeat', beat)
  source.addEventListener('open', () => {
    beat()
    opened()
  })
  source.addEventListener('message', (message: MessageEvent<string>) => {
    beat()
    told(JSON.parse(message.data) as LiveMessage)
  })
  source.addEventListener('error', failed)
  return source
}

/** Holds the one connection: connects again after a pause that grows to 15 s, for as long as it isn't released. */
function connect(channel: BroadcastChannel): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let grace: ReturnType<typeof setTimeout> | undefined
  let pause = firstPauseMilliseconds
  let lostBefore = false
  const tell = (next: LiveState) => {
    setState(next)
    channel.postMessage({ state: next } satisfies ChannelMessage)
  }
  const pass = (message: LiveMessage) => {
    deliver(message)
    channel.postMessage({ live: message } satisfies ChannelMessage)
  }
  const isLost = (since: string) => {
    if (state.kind !== 'lost') tell({ kind: 'lost', since })
  }
  const lose = () => {
    source?.close()
    clearTimeout(timer)
    silence.stop()
    lostBefore = true
    timer = setTimeout(open, pause)
    pause = Math.min(pause * 2, retryMillisecondsMax)
    // The server ends a connection now and then, to look at its rights anew; one that comes back at once wasn't lost.
    const since = new Date().toISOString()
    grace ??= setTimeout(() => isLost(since), graceMilliseconds)
  }
  const loseSince = (since: string) => {
    lose()
    isLost(since)
  }
  const loseAtOnce = () => loseSince(new Date().toISOString())
  const silence = watchSilence(loseSince)
  const opened = () => {
    clearTimeout(grace)
    grace = undefined
    pause = firstPauseMilliseconds
    if (state.kind !== 'online') tell({ kind: 'online', since: new Date().toISOString() })
    if (lostBefore) pass({ type: 'resync' })
    lostBefore = false
  }
  const open = () => {
    silence.start()
    source = listenTo({ opened, told: pass, beat: silence.hear, failed: lose })
  }
  const again = () => {
    clearTimeout(timer)
    source?.close()
    open()
  }
  channel.addEventListener('message', ({ data }: MessageEvent<ChannelMessage>) => {
    if ('ask' in data) channel.postMessage({ state } satisfies ChannelMessage)
    else if ('again' in data) again()
  })
  reconnect = again
  addEventListener('offline', loseAtOnce)
  addEventListener('online', again)
  open()
  return () => {
    removeEventListener('offline', loseAtOnce)
    removeEventListener('online', again)
    reconnect = null
    clearTimeout(timer)
    clearTimeout(grace)
    silence.stop()
    source?.close()
  }
}

/**
 * One connection per browser: the tab that gets the lock holds it and passes on what it hears; when it closes, the
 * next tab takes over. Without TLS outside the loopback browsers offer no locks, and each tab holds its own.
 */
function start(): () => void {
  const shared = 'locks' in navigator
  const channel = new BroadcastChannel(shared ? channelName : `${channelName}-${newClientKey()}`)
  const aborted = new AbortController()
  let disconnect = () => {}
  channel.addEventListener('message', ({ data }: MessageEvent<ChannelMessage>) => {
    if ('live' in data) deliver(data.live)
    else if ('state' in data) setState(data.state)
  })
  if (shared) {
    channel.postMessage({ ask: true } satisfies ChannelMessage)
    const held = async () => {
      const released = new Promise<void>((resolve) =>
        aborted.signal.addEventListener('abort', () => resolve()),
      )
      disconnect = connect(channel)
      await released
    }
    navigator.locks.request(channelName, { signal: aborted.signal }, held).catch(() => undefined)
  } else {
    disconnect = connect(channel)
  }
  return () => {
    aborted.abort()
    disconnect()
    channel.close()
    setState({ kind: 'connecting' })
  }
}

/** Connects anew, in whichever tab holds the connection: the session has become another. */
export function reconnectLive(): void {
  if (reconnect) return reconnect()
  const channel = new BroadcastChannel(channelName)
  channel.postMessage({ again: true } satisfies ChannelMessage)
  channel.close()
}

/** Hears what happens while the component stands. The connection opens with the first and closes with the last. */
export function useLive(onMessage: (message: LiveMessage) => void): void {
  const latest = useRef(onMessage)
  useEffect(() => {
    latest.current = onMessage
  })
  useEffect(() => {
    const listener = (message: LiveMessage) => latest.current(message)
    listeners.add(listener)
    stop ??= start()
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      stop?.()
      stop = null
    }
  }, [])
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },
    () => state,
  )
}
