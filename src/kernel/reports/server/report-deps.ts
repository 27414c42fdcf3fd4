import '../model/messages.ts'
import type { FileDeps } from '#kernel/files/server'
import type { Keys } from '#kernel/crypto/server'
import type { Actor } from '#kernel/http/model'
import { type Locale, localText } from '#kernel/i18n/model'
import type { LedgerDeps } from '#kernel/ledgers/server'

export type ReportDeps = LedgerDeps & {
  keys: Keys
  files: FileDeps
  /** The page of an entry: a platform's own, or the kernel's. */
  entryPage: (ledger: string, id: string) => string
  /** Where the server is found from outside (`https://…`), if it was told; else the address that it was asked at. */
  origin: string | undefined
}

/** Who makes a report, when, and in which language its words are. */
export type Maker = {
  actor: Actor
  locale: Locale
  /** 制表单位. */
  unit: string
  now: Date
}

export async function makerOf(
  { engine, directory }: Pick<ReportDeps, 'engine' | 'directory'>,
  actor: Actor,
  locale: Locale,
): Promise<Maker> {
  const names = await directory.organisations([actor.organisationId])
  const name = names.get(actor.organisationId)
  return { actor, locale, unit: name ? localText(name, locale) : '', now: engine.clock.now() }
}
