/** Where "now" comes from: a parameter of everything that needs it, so that a test says what time it is. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

export type SettableClock = Clock & {
  set(instant: Date): void
  advance(milliseconds: number): void
}

/** A clock that stands still until it is set. */
export function settableClock(initial: Date): SettableClock {
  let ms = initial.getTime()
  return {
    now: () => new Date(ms),
    set: (instant) => {
      ms = instant.getTime()
    },
    advance: (milliseconds) => {
      ms += milliseconds
    },
  }
}
