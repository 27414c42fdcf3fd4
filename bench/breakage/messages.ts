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
}

export type Order =
  | { what: 'clock'; offsetMs: number }
  | { what: 'job'; name: string }
  | { what: 'drain' | 'gauge' | 'stop' }

export type Gauge = { cpuSeconds: number; heapMb: number; rssMb: number }
export type Message =
  | { state: 'starting' }
  | { state: 'ready'; origin: string }
  | { id: number; value: unknown }
  | { id: number; error: string }
