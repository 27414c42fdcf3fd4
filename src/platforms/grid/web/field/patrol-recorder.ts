import { keep, readKept, tell } from '#kernel/offline/web'
import { newClientKey } from '#kernel/ui/web'
import { useSyncExternalStore } from 'react'
import { pointAt } from '#kernel/ledgers/model'
import { type PatrolPoint, patrolTold } from '../../model/field/patrol.ts'
import {
  afterTold,
  begin,
  current,
  emptyBook,
  end,
  nextReport,
  type PatrolBook,
  walk,
} from '../../model/field/patrol-log.ts'

const name = 'grid.patrols'

/** What is recorded, and whether the phone tells where it is. */
export type Recording = { book: PatrolBook; refused: boolean }

let state: Recording = { book: emptyBook, refused: false }
let watching: number | null = null
let isRead = false
let sending: Promise<void> | null = null
const listeners = new Set<() => void>()

function show(next: Partial<Recording>): void {
  state = { ...state, ...next }
  for (const listener of listeners) listener()
}

/** Kept in the phone's encrypted store before anything else happens with it. */
async function write(change: (book: PatrolBook) => PatrolBook): Promise<void> {
  const book = change(state.book)
  if (book === state.book) return
  show({ book })
  await keep(name, book)
}

function toPoint(
  { coords, timestamp }: GeolocationPosition,
  kind: PatrolPoint['kind'],
  note: string | null,
): PatrolPoint {
  const { lng, lat } = pointAt(coords.longitude, coords.latitude)
  return {
    at: new Date(timestamp).toISOString(),
    lng,
    lat,
    accuracyM: Math.round(coords.accuracy),
    kind,
    note,
  }
}

const precise: PositionOptions = { enableHighAccuracy: true, maximumAge: 5_000, timeout: 30_000 }

/** Watches only while a patrol is on. */
function watch(): void {
  if (!current(state.book)) return unwatch()
  watching ??= navigator.geolocation.watchPosition(
    (position) => {
      show({ refused: false })
      // The store may have been locked a moment ago: then nothing is recorded any more.
      write((book) => walk(book, toPoint(position, 'track', null))).catch(unwatch)
    },
    () => show({ refused: true }),
    precise,
  )
}

function unwatch(): void {
  if (watching !== null) navigator.geolocation.clearWatch(watching)
  watching = null
}

/** Goes on with what was on when the page was left. */
export async function readPatrols(): Promise<void> {
  if (!isRead) {
    isRead = true
    const held = (await readKept(name)) as PatrolBook | undefined
    if (held && state.book === emptyBook) show({ book: held })
  }
  watch()
}

/** The store was closed: nothing of it stays in memory. */
export function forgetPatrols(): void {
  unwatch()
  isRead = false
  show({ book: emptyBook, refused: false })
}

export async function startPatrol(): Promise<void> {
  await write((book) => begin(book, newClientKey(), new Date().toISOString()))
  watch()
}

export async function stopPatrol(): Promise<void> {
  await write((book) => end(book, new Date().toISOString()))
  unwatch()
}

/** Notes that one was here, and what was looked at. Answers whether the phone said where. */
export function checkIn(note: string): Promise<boolean> {
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      (position) => {
        const words = note.trim() === '' ? null : note.trim()
        // The moment of the position may be that of the last one.
        const point = { ...toPoint(position, 'check_in', words), at: new Date().toISOString() }
        write((book) => walk(book, point)).then(
          () => resolve(true),
          () => resolve(false),
        )
      },
      () => resolve(false),
      precise,
    )
  })
}

/** Gives what was walked to the phone's queue, part by part: signed and sealed there, it is lost with no store. */
export function tellPatrols(): Promise<void> {
  sending ??= tellAll().finally(() => {
    sending = null
  })
  return sending
}

async function tellAll(): Promise<void> {
  try {
    for (let next = nextReport(state.book); next; next = nextReport(state.book)) {
      const part = next
      await tell(patrolTold, part.report)
      await write((book) => afterTold(book, part))
    }
  } catch {
    // The store was locked a moment ago: told when it is open again, since it stays there.
  }
}

export function useRecording(): Recording {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
