/**
 * How long a phone may open what it carries, when nobody can be asked what time it is. Moments are milliseconds of the
 * server's time.
 */
export type LeaseClock = {
  from: number
  until: number
  /** The latest moment of which the phone knows that it has passed: told by the server, or lived through. */
  seen: number
  /** What the server's clock was ahead of the phone's at the last contact. */
  ahead: number
}

export type LeaseState = 'holds' | 'over' | 'set_back'

/** A clock that is corrected by so much is not set back. */
const toleranceMs = 120_000

/** A lease as the server just gave it, at a moment of the phone's own clock. */
export function begin(lease: { from: number; until: number; serverTime: number }, wall: number): LeaseClock {
  const { from, until, serverTime } = lease
  return { from, until, seen: serverTime, ahead: serverTime - wall }
}

/** What time it is: never earlier than what has been lived through. */
export function trustedTime(clock: LeaseClock, wall: number): number {
  return Math.max(clock.seen, wall + clock.ahead)
}

/**
 * Whether what is carried may be opened. A clock that stands before what has passed was set back; then only the server
 * can say what time it is. Set back to just after that moment it wins no time: use moves `seen` on by itself.
 */
export function leaseState(clock: LeaseClock, wall: number): LeaseState {
  if (trustedTime(clock, wall) >= clock.until) return 'over'
  return wall + clock.ahead < clock.seen - toleranceMs ? 'set_back' : 'holds'
}

/** Notes that time has passed: by the phone's clock, and by a counter that nobody can set. */
export function live(clock: LeaseClock, wall: number, elapsedMs: number): LeaseClock {
  const seen = Math.max(clock.seen + Math.max(0, elapsedMs), wall + clock.ahead)
  return seen === clock.seen ? clock : { ...clock, seen }
}
