import { blindIndex, type Keys } from '#kernel/crypto/server'
import { covers } from '#kernel/divisions/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import type { Locale } from '#kernel/i18n/model'
import { UnmaskingPage, UnmaskingQuery } from '../model/unmasking.ts'
import type { RegistryDeps } from './records.ts'
import { countUnmaskings, listUnmaskings } from './unmasking-store.ts'

/** The record of whole numbers shown, for who audits. */
export function unmaskingRoutes({ db, keys }: RegistryDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/unmaskings',
      summary: 'Who saw which whole number, when and what for, newest first',
      access: { kind: 'scoped', by: 'organisation', right: 'audit.read' },
      query: UnmaskingQuery,
      response: UnmaskingPage,
      handler: ({ actor, query, locale }) => readUnmaskings({ db, keys }, actor, query, locale),
    }),
  ]
}

/** The same for the same object each time, and nothing more of it. */
function markOf(keys: Keys, objectId: string): string {
  return blindIndex(keys, 'unmasking.object', objectId).toString('hex').slice(0, 8).toUpperCase()
}

/** One page of the record, of the accounts that are kept in the actor's divisions. */
export async function readUnmaskings(
  { db, keys }: Pick<RegistryDeps, 'db' | 'keys'>,
  { divisions }: Actor,
  query: UnmaskingQuery,
  locale: Locale,
): Promise<UnmaskingPage> {
  const asked = { ...query, divisions }
  const [rows, counts] = await Promise.all([listUnmaskings(db, asked, locale), countUnmaskings(db, asked)])
  return {
    ...counts,
    rows: rows.map(({ objectId, at, divisionCode, ...row }) => ({
      ...row,
      at: at.toISOString(),
      mark: objectId === null ? '' : markOf(keys, objectId),
      divisionCode: divisionCode !== null && covers(divisions, divisionCode) ? divisionCode : null,
    })),
  }
}
