import { canonicalBytes, hash } from '#kernel/crypto/server'
import type { Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { parseInput } from '#kernel/http/server'
import type { Locale } from '#kernel/i18n/model'
import { differences } from '../model/differences.ts'
import type { RuleVersion } from '../model/rulebook.ts'
import {
  announce,
  dropDraft,
  findByClientKey,
  findDraft,
  insertVersion,
  lockVersions,
  newestVersion,
  type Place,
} from './rulebook-store.ts'
import type { OpenRulebook, Rulebooks } from './rulebooks.ts'
import { versionHash } from './version-chain.ts'

/**
 * What a book would say, as its declaration reads it.
 * @throws AppError http.invalid, rulebooks.faulty: every fault with its path, in the caller's language
 */
export function checkBody<Body>(
  book: OpenRulebook<Body>,
  district: string,
  body: unknown,
  locale: Locale,
): Body {
  const { declared } = book
  const read = parseInput(declared.body, body, locale, 'body')
  const published = book.published(district).map((version) => version.body)
  const faults = declared.faultsAfter?.(read, [...published, declared.first]) ?? []
  if (faults.length > 0)
    throw new AppError('rulebooks.faulty', { params: { count: faults.length }, items: faults })
  return read
}

export type Publication = {
  district: string
  reason: string
  accountId: number
  locale: Locale
  clientKey: string
  /** The version and the saving of the draft that were seen. */
  expectedVersion: number
  expectedRevision: number
}

/**
 * Publishes the draft, which holds from now on. The same key again answers what was published by it.
 * @throws AppError rulebooks.changed_meanwhile, draft_changed, no_draft, same, key_reused (409); faulty
 */
export async function publishDraft(
  books: Rulebooks,
  book: OpenRulebook,
  asked: Publication,
): Promise<RuleVersion> {
  const { id } = book.declared
  const { district, reason, accountId, clientKey, expectedVersion, expectedRevision } = asked
  const place = { book: id, district }
  const requestHash = hash('sm3', canonicalBytes({ ...place, reason, expectedVersion, expectedRevision }))
  await books.reload()
  const version = await books.handle.db.transaction().execute(async (tx) => {
    await lockVersions(tx)
    const past = await findByClientKey(tx, { accountId, clientKey })
    if (past?.requestHash?.equals(requestHash)) return past.version
    if (past) throw new AppError('rulebooks.key_reused', { status: 409 })
    if (((await newestVersion(tx, place))?.version ?? 0) !== expectedVersion)
      throw new AppError('rulebooks.changed_meanwhile', { status: 409 })
    const draft = await findDraft(tx, place)
    if (!draft) throw new AppError('rulebooks.no_draft', { status: 409 })
    if (draft.revision !== expectedRevision) throw new AppError('rulebooks.draft_changed', { status: 409 })
    const body = checkBody(book, district, draft.body, asked.locale)
    if (differences(book.now(district).body, body, { lists: {} }).length === 0)
      throw new AppError('rulebooks.same', { status: 409 })
    return addVersion(books, tx, place, { body, reason, accountId, clientKey, requestHash })
  })
  await books.reload()
  return versionOf(book, district, version)
}

export type Setting<Body> = { body: Body; reason: string; accountId: number; district?: string }

/** Publishes a version without a draft, for what is set in one step. */
export async function publishAtOnce<Body>(
  books: Rulebooks,
  book: OpenRulebook<Body>,
  { body, reason, accountId, district = '' }: Setting<Body>,
): Promise<RuleVersion<Body>> {
  const place = { book: book.declared.id, district }
  const checked = book.declared.body.parse(body)
  const version = await books.handle.db.transaction().execute(async (tx) => {
    await lockVersions(tx)
    return addVersion(books, tx, place, {
      body: checked,
      reason,
      accountId,
      clientKey: null,
      requestHash: null,
    })
  })
  await books.reload()
  return versionOf(book, district, version)
}

function versionOf<Body>(book: OpenRulebook<Body>, district: string, version: number): RuleVersion<Body> {
  const found = book.published(district).find((one) => one.version === version)
  if (!found) throw new Error(`${book.declared.id} has no version ${version}`)
  return found
}

type Content = {
  body: unknown
  reason: string
  accountId: number
  clientKey: string | null
  requestHash: Buffer | null
}

/** Adds the version that follows the newest, and lets go of the draft; the caller holds the lock. */
async function addVersion(books: Rulebooks, tx: Tx, place: Place, content: Content): Promise<number> {
  const before = await newestVersion(tx, place)
  const now = books.clock.now()
  // A clock that was put back doesn't put a version before the one it follows.
  const inForceFrom = before && before.inForceFrom > now ? before.inForceFrom : now
  const body: unknown = JSON.parse(JSON.stringify(content.body))
  const row = { ...place, ...content, body, version: (before?.version ?? 0) + 1, inForceFrom }
  await insertVersion(tx, { ...row, hash: versionHash(before?.hash ?? undefined, row) })
  await dropDraft(tx, place)
  await announce(tx, place)
  return row.version
}
