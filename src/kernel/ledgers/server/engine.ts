import type { Keys } from '#kernel/crypto/server'
import { type Database, type DatabaseHandle, newId, type Tx } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Calendar, Clock } from '#kernel/time/model'
import type { Ledger } from '../model/define-ledger.ts'
import type { HoldOn } from '../model/holds.ts'
import type { OwnTermsOf } from '../model/own-terms.ts'
import type { EntryState, Subject } from '../model/state.ts'
import '../model/messages.ts'
import { datesBy } from './clocks.ts'
import { DefinitionBook, type Known } from './definition-book.ts'
import { type Attachments, readAttachments } from './attachment-store.ts'
import { type Beside, GroupCommit } from './group-commit.ts'
import { findEntries, findEntry, type Loaded, readNumbers, readSeqs } from './entry-store.ts'
import { type ActionRequest, type PerformDeps, type Performed, performActions } from './perform.ts'
import { mayRead, readableBy } from './visibility-store.ts'

export type EngineOptions = {
  handle: DatabaseHandle
  clock: Clock
  /** The calendar of the moment: a notice that is taken in goes for what is computed next. */
  calendar: Calendar | { readonly current: Calendar }
  /** What organisations keep of their own; the version tells one state of it from another. */
  ownCalendars?: { termsOf: OwnTermsOf; version(): string }
  keys: Keys
  /** Ledgers declared in code, by the platforms. */
  ledgers: readonly Ledger[]
  organisationOfRole: PerformDeps['organisationOfRole']
  checkAssignee: PerformDeps['checkAssignee']
  checkSubjects: PerformDeps['checkSubjects']
  checkFiles: PerformDeps['checkFiles']
  holdsOn: PerformDeps['holdsOn']
  /** By ledger, what its platform looks up before an action is decided. */
  lookUps?: PerformDeps['lookUps']
  /** Makes ids; by time and chance without. A course that must come out the same twice gives its own. */
  newId?: PerformDeps['newId']
}

/** The ledgers engine of one process: definitions, the write path, and reading within scope. */
export class Engine {
  readonly handle: DatabaseHandle
  readonly clock: Clock
  readonly keys: Keys
  readonly book: DefinitionBook
  readonly ownCalendars: EngineOptions['ownCalendars']
  readonly #calendar: EngineOptions['calendar']
  readonly #deps: PerformDeps
  readonly #commits: GroupCommit
  /** Called after every commit of this process, so that the relay need not wait for its next round. */
  onCommit: () => void = () => undefined

  private constructor(options: EngineOptions, book: DefinitionBook) {
    this.handle = options.handle
    this.clock = options.clock
    this.#calendar = options.calendar
    this.ownCalendars = options.ownCalendars
    this.keys = options.keys
    this.book = book
    this.#deps = {
      book,
      keys: options.keys,
      now: () => options.clock.now(),
      newId: options.newId ?? (() => newId(options.clock.now())),
      datesOf: (clock) => datesBy(this.calendar)(clock),
      ownTermsOf: options.ownCalendars?.termsOf,
      organisationOfRole: options.organisationOfRole,
      checkAssignee: options.checkAssignee,
      checkSubjects: options.checkSubjects,
      checkFiles: options.checkFiles,
      holdsOn: options.holdsOn,
      lookUps: options.lookUps,
    }
    this.#commits = new GroupCommit(options.handle.db, this.#deps, () => this.onCommit())
  }

  static async open(options: EngineOptions): Promise<Engine> {
    return new Engine(
      options,
      await DefinitionBook.open(options.handle, options.ledgers, options.clock.now()),
    )
  }

  get calendar(): Calendar {
    return 'current' in this.#calendar ? this.#calendar.current : this.#calendar
  }

  /**
   * See `performActions`: all of the batch in one transaction, which single actions of several callers may share.
   * @param beside what is to be written with it, where what it leads to asks for that
   */
  async perform(
    actor: Actor,
    requests: readonly ActionRequest[],
    clientKey: string,
    beside?: Beside,
  ): Promise<Performed> {
    return this.#commits.perform({ actor, requests, clientKey }, beside)
  }

  /** The same within the caller's transaction: what the caller writes beside it stands or falls with it. */
  async performIn(
    tx: Tx,
    actor: Actor,
    requests: readonly ActionRequest[],
    clientKey: string,
  ): Promise<Performed> {
    return performActions(tx, this.#deps, { actor, requests, clientKey })
  }

  /** Numbers of ledgers by their names; unknown names fall out. */
  readonly codes = (names: readonly string[]): number[] =>
    names.flatMap((name) => this.book.find(name)?.id ?? [])

  /**
   * An entry that the actor may see, as it stands.
   * @throws AppError 404 when there is none or it is out of the actor's scope
   */
  async get(actor: Actor, id: string, db: Database = this.handle.db): Promise<Found> {
    const loaded = await findEntry(db, id, readableBy(actor, this.codes))
    if (!loaded) throw notFound()
    return this.found(loaded)
  }

  /** Those of the entries that the actor may see, by their ids. */
  async getAll(actor: Actor, ids: readonly string[]): Promise<Map<string, Found>> {
    const loaded = await findEntries(this.handle.db, ids, readableBy(actor, this.codes))
    return new Map(loaded.map((one) => [one.state.id, this.found(one)]))
  }

  /**
   * An entry as an action just left it, and what hangs on it, read again only where it must be; as it stands now where
   * the action had been done before.
   */
  async after(
    actor: Actor,
    { states, attachments }: Performed,
    id: string,
  ): Promise<Pick<Found, 'ledger' | 'state'> & { attachments: Attachments }> {
    const state = states.find((item) => item.id === id)
    const found = state
      ? { ledger: this.book.version(this.book.get(state.ledger), state.version), state }
      : await this.get(actor, id)
    return { ...found, attachments: attachments.get(id) ?? (await readAttachments(this.handle.db, id)) }
  }

  /** The present sequence of each entry, for whoever acts on many at once. */
  async seqs(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
    return readSeqs(tx, ids)
  }

  /** The numbers that people know entries by. */
  async numbers(ids: readonly string[]): Promise<Map<string, string>> {
    return readNumbers(this.handle.db, ids)
  }

  /** The holds that stand on the objects now. */
  async holdsOn(subjects: readonly Subject[]): Promise<HoldOn[]> {
    return subjects.length === 0 ? [] : this.#deps.holdsOn(this.handle.db, subjects, 'read')
  }

  found(loaded: Loaded): Found {
    const known = this.book.getById(loaded.ledgerId)
    const state = { ...loaded.state, ledger: known.code }
    return { known, ledger: this.book.version(known, state.version), state, loaded }
  }

  /** The subset of the entries that the actor may see. */
  async readable(actor: Actor, ids: readonly string[], db: Database = this.handle.db): Promise<Set<string>> {
    return mayRead(db, actor, ids, this.codes)
  }
}

export type Found = { known: Known; ledger: Ledger; state: EntryState; loaded: Loaded }
export type { Subject }
