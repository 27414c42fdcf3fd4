import { canonicalBytes, hash } from '#kernel/crypto/server'
import type { DatabaseHandle } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import { translate } from '#kernel/i18n/model'
import { badDefinition, type Ledger, parseDefinition } from '../model/define-ledger.ts'
import type { Action, LedgerDefinition } from '../model/definition.ts'
import { reactionFaultsAcross } from '../model/reaction-faults.ts'
import { publishVersion, readVersions } from './definition-store.ts'

export type Known = { id: number; code: string; current: number; versions: Map<number, Ledger> }

/** A text of the catalogue as a label, in both languages. */
const labelOf = (key: string) => ({ 'zh-CN': translate('zh-CN', key), en: translate('en', key) })

/** The highest class that an entry of the ledger can have, whichever version it was registered under. */
export function highestClass(known: Known): number {
  return Math.max(...[...known.versions.values()].map(({ definition }) => definition.sensitivity))
}

const faultsAcross = (definition: LedgerDefinition, all: readonly LedgerDefinition[]) =>
  reactionFaultsAcross(definition, (code) => all.find(({ id }) => id === code), all)

/** @throws AppError ledgers.bad_definition where a reaction reaches what no ledger declares or allows */
function refuseReactions(definitions: readonly LedgerDefinition[], all: readonly LedgerDefinition[]): void {
  const faults = definitions.flatMap((definition) =>
    faultsAcross(definition, all).map((fault) => ({ ...fault, path: `${definition.id}.${fault.path}` })),
  )
  if (faults.length > 0) throw badDefinition(faults)
}

/** All definitions, in all versions, as this process knows them. */
export class DefinitionBook {
  readonly #handle: DatabaseHandle
  readonly #code = new Map<string, Omit<Ledger, 'definition'>>()
  readonly #declared = new Set<string>()
  #byCode = new Map<string, Known>()
  #byId = new Map<number, Known>()

  private constructor(handle: DatabaseHandle) {
    this.#handle = handle
  }

  /** Publishes the ledgers declared in code and reads all others. */
  static async open(handle: DatabaseHandle, declared: readonly Ledger[], now: Date): Promise<DefinitionBook> {
    const book = new DefinitionBook(handle)
    await book.reload()
    refuseReactions(
      declared.map(({ definition }) => definition),
      book.#definitions(declared),
    )
    for (const { definition, ...code } of declared) {
      book.#declared.add(definition.id)
      book.#code.set(definition.id, code)
      await book.#store(definition, 0, now)
    }
    await book.reload()
    return book
  }

  async reload(): Promise<void> {
    const byCode = new Map<string, Known>()
    for (const row of await readVersions(this.#handle.db)) {
      const known = byCode.get(row.code) ?? {
        id: row.ledgerId,
        code: row.code,
        current: row.current,
        versions: new Map<number, Ledger>(),
      }
      const old = this.#byCode.get(row.code)?.versions.get(row.version)
      const definition = old?.definition ?? parseDefinition(row.definition)
      known.versions.set(row.version, { definition, ...this.#code.get(row.code) })
      byCode.set(row.code, known)
    }
    this.#byCode = byCode
    this.#byId = new Map([...byCode.values()].map((known) => [known.id, known]))
  }

  /**
   * Makes a definition that came as data the ledger's next version: it lists, opens and acts at once.
   * @throws AppError ledgers.bad_definition; ledgers.declared_in_code for a ledger that a platform declares
   */
  async publish(input: unknown, accountId: number, now: Date): Promise<Known> {
    const definition = parseDefinition(input)
    if (this.#declared.has(definition.id))
      throw new AppError('ledgers.declared_in_code', { status: 409, params: { ledger: definition.id } })
    const before = this.#definitions([])
    const after = this.#definitions([{ definition }])
    // Its own reactions, and those of others that were well before and reach it.
    const others = after.filter((other) => other !== definition && faultsAcross(other, before).length === 0)
    refuseReactions([definition, ...others], after)
    await this.#store(definition, accountId, now)
    await this.reload()
    return this.get(definition.id)
  }

  /**
   * Makes what a platform declares by rules that changed the ledger's next version; its code stays, and the same again
   * changes nothing.
   * @throws AppError ledgers.bad_definition where a reaction reaches what no ledger declares or allows
   */
  async redeclare({ definition }: Ledger, now: Date): Promise<void> {
    if (!this.#declared.has(definition.id)) throw new Error(`no platform declares ${definition.id}`)
    refuseReactions([definition], this.#definitions([{ definition }]))
    await this.#store(definition, 0, now)
    await this.reload()
  }

  /** The definitions that new entries get, with others in their place. */
  #definitions(instead: readonly Ledger[]): LedgerDefinition[] {
    const known = new Map(this.all().map((item) => [item.code, this.current(item).definition]))
    for (const { definition } of instead) known.set(definition.id, definition)
    return [...known.values()]
  }

  async #store(definition: LedgerDefinition, accountId: number, at: Date): Promise<void> {
    const bytes = canonicalBytes(definition)
    await publishVersion(this.#handle.db, {
      code: definition.id,
      definition: bytes.toString('utf8'),
      hash: hash('sm3', bytes),
      accountId,
      at,
    })
  }

  /** Whether a platform declares it, so that a new version of it comes with the program alone. */
  isDeclaredInCode(code: string): boolean {
    return this.#declared.has(code)
  }

  all(): Known[] {
    return [...this.#byCode.values()]
  }

  find(code: string): Known | undefined {
    return this.#byCode.get(code)
  }

  /** @throws AppError 404 */
  get(code: string): Known {
    const known = this.#byCode.get(code)
    if (!known) throw notFound()
    return known
  }

  nameOf(id: number | undefined): string | undefined {
    return id === undefined ? undefined : this.#byId.get(id)?.code
  }

  getById(id: number): Known {
    const known = this.#byId.get(id)
    if (!known) throw new Error(`ledger ${id} is not known`)
    return known
  }

  /** The definition of a version; entries in flight keep theirs. */
  version(known: Known, version: number): Ledger {
    const ledger = known.versions.get(version)
    if (!ledger) throw new Error(`${known.code} has no version ${version}`)
    return ledger
  }

  current(known: Known): Ledger {
    return this.version(known, known.current)
  }

  /** @throws AppError 404 for an action that the ledger doesn't have */
  action({ definition }: Ledger, id: string): Action {
    const found = actionsOf(definition).find((action) => action.id === id)
    if (!found) throw notFound()
    return found
  }
}

const withLadder = new WeakMap<LedgerDefinition, Action[]>()

/** What the law takes from an entry is told in its log, at whatever stage, by the kernel alone. */
function eraseAction({ stages }: LedgerDefinition): Action {
  const ask = (name: string, kind: 'text' | 'account') => ({
    name,
    label: labelOf(`ledgers.erase.${name}`),
    kind,
  })
  return {
    id: 'erase',
    word: 'erase',
    label: labelOf('ledgers.word.erase'),
    from: stages.map(({ id }) => id),
    by: [{ who: 'system' }],
    input: [],
    asks: [
      ask('certificate', 'text'),
      ask('legalBasis', 'text'),
      ask('askedBy', 'account'),
      ask('confirmedBy', 'account'),
    ],
    opens: [],
    closes: [],
    evidence: [],
  }
}

/** Dates that another calendar sets, once a person has confirmed them; at whatever stage a task is open. */
function moveDatesAction({ stages }: LedgerDefinition): Action {
  return {
    id: 'move_dates',
    word: 'move_dates',
    label: labelOf('ledgers.word.move_dates'),
    from: stages.map(({ id }) => id),
    by: [{ who: 'system' }],
    input: [],
    asks: [
      { name: 'reason', label: labelOf('ledgers.move_dates.reason'), kind: 'text' },
      { name: 'confirmedBy', label: labelOf('ledgers.move_dates.confirmedBy'), kind: 'account' },
    ],
    opens: [],
    closes: [],
    evidence: [],
  }
}

/** The declared actions and the kernel's own: the ladder's, erasure, moved dates, and moving to another version. */
export function actionsOf(definition: LedgerDefinition): Action[] {
  const known = withLadder.get(definition)
  if (known) return known
  const from = definition.stages.filter((stage) => stage.open).map((stage) => stage.id)
  const missing = (['remind', 'supervise', 'circulate'] as const).filter(
    (word) => !definition.actions.some((action) => action.id === word),
  )
  const all = [
    ...definition.actions,
    ...missing.map(
      (word): Action => ({
        id: word,
        word,
        label: labelOf(`ledgers.word.${word}`),
        from,
        by: [{ who: 'system' }],
        input: [],
        asks: [{ name: 'task', label: labelOf('ledgers.ladder.task'), kind: 'text' }],
        opens: [],
        closes: [],
        evidence: [],
      }),
    ),
    eraseAction(definition),
    moveDatesAction(definition),
    migrateAction(definition),
  ]
  withLadder.set(definition, all)
  return all
}

function migrateAction({ stages }: LedgerDefinition): Action {
  const version = (name: string) => ({
    name,
    label: labelOf(`ledgers.migrate.${name}`),
    kind: 'number' as const,
  })
  return {
    id: 'migrate',
    word: 'migrate',
    label: labelOf('ledgers.word.migrate'),
    from: stages.map(({ id }) => id),
    by: [{ who: 'system' }],
    input: [],
    asks: [version('from'), version('to')],
    opens: [],
    closes: [],
    evidence: [],
  }
}
