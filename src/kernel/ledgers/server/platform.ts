import type { Keys } from '#kernel/crypto/server'
import type { DatabaseHandle } from '#kernel/db/server'
import type { DivisionTree } from '#kernel/divisions/model'
import type { Route } from '#kernel/http/server'
import type { Clock } from '#kernel/time/model'
import type { Ledger } from '../model/define-ledger.ts'
import type { Directory } from './directory.ts'
import type { Engine } from './engine.ts'

/** What a platform may use of the house it stands in. */
export type PlatformDeps = {
  engine: Engine
  handle: DatabaseHandle
  clock: Clock
  keys: Keys
  divisions: DivisionTree
  directory: Directory
}

/** A platform's server door exports one of these as `serverPlatform`. */
export type ServerPlatform = {
  id: string
  ledgers: readonly Ledger[]
  routes(deps: PlatformDeps): Route[]
  /** Loads its demonstration; real records only, where asked. Can be run again. */
  seed?(deps: PlatformDeps, options: SeedOptions): Promise<SeedLine[]>
  /** What `yiwang import <kind> FILE` can read. */
  imports?: Readonly<Record<string, (deps: PlatformDeps, text: string) => Promise<ImportReport>>>
}

export type SeedOptions = { dataFolder: string; realOnly: boolean }
/** One line of what a seed did, for the person who started it: a message key and its numbers. */
export type SeedLine = { key: string; params: Record<string, string | number> }
export type ImportReport = {
  added: number
  changed: number
  unchanged: number
  refused: { row: number; code: string; params: Record<string, string | number>; path?: string }[]
}
