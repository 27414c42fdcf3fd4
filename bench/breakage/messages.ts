/** What a scenario tells the house that it started, and is told by it. */
export type Place = {
  dataDir: string
  /** Without it, the embedded database in the folder. */
  url?: string | undefined
  port?: number
  /** How far the house's clock is from the machine's, at the start. */
  offsetMs?: number
  /** Brings places, organisations and accounts into an empty database. */
  seed?: boolean
  /** As if two minutes had passed since it was killed: what it had leased may be taken, and all work is due. */
  leasesEnded?: boolean
  /** Only brings the tables up to date, with further migrations, and ends. */
  migrates?: boolean
}

export type Order =
  | { what: 'clock'; offsetMs: number }
  | { what: 'job'; name: string }
  /** Runs these one after the other without a rest, as long as the house stands. */
  | { what: 'hurry'; names: readonly string[] }
  | { what: 'drain' | 'gauge' | 'stop' }

/** A process that has read its program waits for the place at which it shall begin. */
export type Told = { begin: Place } | { id: number; order: Order }

/** RSS as it stands, and what a collection that gives all back leaves of it. */
export type Gauge = { cpuSeconds: number; heapMb: number; rssMb: number; leftMb: number }
export type Message =
  | { state: 'starting' | 'migrating' | 'migrated' }
  /** What the house before was at when it was killed, where leases are ended. */
  | { state: 'opened'; cutOff: string[] }
  | { state: 'ready'; origin: string }
  | { id: number; value: unknown }
  | { id: number; error: string }
