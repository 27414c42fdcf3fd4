/** That an action was done on a phone without a line, and by whose session it came where not by its maker's. */
export type Offline = { deviceId: string; carriedBy?: number }

/** What of a phone's work the log keeps. */
export function offlineMark({ deviceId, carriedBy }: Offline): Offline {
  return { deviceId, ...(carriedBy === undefined ? {} : { carriedBy }) }
}
