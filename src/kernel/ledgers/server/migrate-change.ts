import type { RawBuilder } from 'kysely'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { Ledger } from '../model/define-ledger.ts'
import { type Migration, planMigration } from '../model/migrate.ts'
import type { Change, EntryState } from '../model/state.ts'
import { type Refusal, systemAccountId } from '../model/verdict.ts'
import type { DefinitionBook, Known } from './definition-book.ts'
import { everything, readableBy } from './visibility-store.ts'

/** An entry that stays on its version, with everything that speaks against moving it. */
export class MigrationRefused extends AppError {
  readonly refusals: readonly Refusal[]

  constructor(refusals: readonly Refusal[]) {
    const [first] = refusals
    super(first?.code ?? 'ledgers.migrate_stage', { status: 409, params: first?.params ?? {} })
    this.refusals = refusals
  }
}

type Step = { known: Known; ledger: Ledger; before: EntryState; effectiveAt: string }

/**
 * What moving an entry to another version changes.
 * @throws MigrationRefused
 */
export function migrationChange(
  book: DefinitionBook,
  { known, ledger, before, effectiveAt }: Step,
  migration: Migration,
): Change {
  const plan = planMigration(ledger, book.version(known, migration.to), before, migration, effectiveAt)
  if ('change' in plan) return plan.change
  throw new MigrationRefused(plan.refusals)
}

/** What entries actions may be about: a migration's are all of the ledger, whoever has the right to define it. */
export function sightFor(
  book: DefinitionBook,
  actor: Actor,
  requests: readonly { migration?: Migration | undefined }[],
): RawBuilder<boolean> {
  const all = actor.accountId === systemAccountId || requests.every(({ migration }) => migration)
  return all ? everything : readableBy(actor, (names) => names.flatMap((name) => book.find(name)?.id ?? []))
}
