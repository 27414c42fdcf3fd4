import type { Keys } from '#kernel/crypto/server'
import type { Database, DatabaseHandle, Job, Tx } from '#kernel/db/server'
import type { DivisionTree } from '#kernel/divisions/model'
import type { FileDeps } from '#kernel/files/server'
import type { Actor } from '#kernel/http/model'
import type { Route } from '#kernel/http/server'
import type { Destruction } from '#kernel/registry/server'
import type { RulebookHooks, Rulebooks } from '#kernel/rulebooks/server'
import type { Clock } from '#kernel/time/model'
import type { Ledger } from '../model/define-ledger.ts'
import type { Json } from '../model/state.ts'
import type { Directory } from './directory.ts'
import type { Engine } from './engine.ts'
import type { LookUps } from './look-ups.ts'
import type { Consumer } from './relay.ts'

/** What there is before the engine: a platform's ledgers may depend on settings and rules that it keeps. */
export type Ground = { handle: DatabaseHandle; clock: Clock; rulebooks: Rulebooks }

/** What a platform may use of the house it stands in. */
export type PlatformDeps = Ground & {
  engine: Engine
  keys: Keys
  divisions: DivisionTree
  directory: Directory
  files: FileDeps
  /** Where the server is found from outside, if it was told. */
  origin?: string | undefined
  organisationOfRole(role: string, divisionCode: string): number | undefined
}

/** How the server runs that a platform's routes are for. */
export type Serving = {
  /** On the loopback only, over invented data: what would be sent out may be shown on the screen. */
  demonstration: boolean
}

export type OpenPlatform = {
  ledgers: readonly Ledger[]
  routes(deps: PlatformDeps, serving: Serving): Route[]
  /** Loads its demonstration, or only what has a source. Can be run again. */
  seed?(deps: PlatformDeps, options: SeedOptions): Promise<SeedLine[]>
  /** Where an entry of one of its ledgers has a page of the platform's own: `{ project: '/projects/' }`. */
  entryPages?: Readonly<Record<string, string>>
  /** What `yiwang import <kind> FILE` can read. */
  imports?: Readonly<Record<string, (deps: PlatformDeps, text: string) => Promise<ImportReport>>>
  /** Work of its own that comes round by itself; each name is the platform's. */
  jobs?(deps: PlatformDeps): readonly Job[]
  /** What it is told of every action, in the transaction that takes it out of the outbox. */
  consumers?(deps: PlatformDeps): readonly Consumer[]
  /** By ledger: what it looks up in tables of its own before an action is decided. */
  lookUps?: LookUps
  /** What its forms need on a phone without a line. */
  offline?(deps: PlatformDeps): readonly OfflineReference[]
  /** What its rules that are data do beside being kept, by the book's id; the books are declared as it opens. */
  rulebooks?(deps: PlatformDeps): Readonly<Record<string, RulebookHooks>>
  /** What it takes of phones that is no entry's. */
  offlineTakers?(deps: PlatformDeps): readonly OfflineTaker[]
  /** What it keeps of persons beside entries, each by a name that stays. */
  erasable?(deps: PlatformDeps): Readonly<Record<string, Erasable>>
  /** Of the files, those that it refers to beside entries: these are no loose uploads. */
  filesHeld?(db: Database, ids: readonly string[]): Promise<string[]>
  close(): Promise<void>
}

/** Something that phones carry by its name: a catalogue, a model. Null where it is nothing for this actor. */
export type OfflineReference = { name: string; read(actor: Actor): Promise<Json | null> }

/**
 * Takes what phones tell by its name, as whoever did it: once or again with the same key it comes to the same. What it
 * refuses waits for a person.
 */
export type OfflineTaker = {
  name: string
  take(actor: Actor, input: Readonly<Record<string, Json>>, clientKey: string): Promise<void>
}

/** When, by whom, on which ground and under which certificate somebody is erased. */
export type Erased = Omit<Destruction, 'personId'>

/**
 * What a platform keeps of persons beside entries. It is found by what a person is known by; a restore brings the rows
 * back when nothing says any more whose they were, so each is named by something that tells nothing.
 */
export type Erasable = {
  erase(tx: Tx, knownBy: readonly string[], gone: Erased): Promise<readonly string[]>
  eraseAgain(tx: Tx, rows: readonly string[], gone: Erased): Promise<void>
}

/** A platform's server door exports one of these as `serverPlatform`. */
export type ServerPlatform = { id: string; open(ground: Ground): Promise<OpenPlatform> }

export type SeedOptions = {
  dataFolder: string
  realOnly: boolean
  /** Whether whole communities of invented people are wanted, which come in the background; else a few of them. */
  population?: 'slice' | 'whole'
}
/** One line of what a seed did, for the person who started it: a message key and its numbers. */
export type SeedLine = { key: string; params: Record<string, string | number> }

/** Rows by what became of them; a refused row says why and loses no other. */
export type ImportReport = {
  added: readonly ImportedRow[]
  changed: readonly ImportedRow[]
  unchanged: readonly ImportedRow[]
  refused: readonly { row: number; column: string | null; reason: string; value: string }[]
}
export type ImportedRow = { row: number; name: string; entryId: string }
