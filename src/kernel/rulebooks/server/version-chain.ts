import { canonicalBytes, chainHash } from '#kernel/crypto/server'
import type { Database, DatabaseHandle } from '#kernel/db/server'
import { areKept, lockVersions, readVersions, sealVersion, type VersionRow } from './rulebook-store.ts'

const start = Buffer.alloc(32)

/** The hash of a version over that of the one before and every column that says something of it. */
export function versionHash(
  previous: Uint8Array | undefined,
  {
    book,
    district,
    version,
    body,
    reason,
    inForceFrom,
    accountId,
  }: Omit<VersionRow, 'no' | 'requestHash' | 'hash'>,
): Buffer {
  const columns = [book, district, version, canonicalBytes(body), reason, inForceFrom, accountId]
  return chainHash('sm3', [previous ?? start, ...columns])
}

const placeOf = ({ book, district }: VersionRow): string => `${book} ${district}`

/** Versions that another table was left for are sealed once, as they came. */
export async function sealTakenOver({ db }: DatabaseHandle): Promise<void> {
  if (!(await readVersions(db, 0)).some(({ hash }) => hash === null)) return
  await db.transaction().execute(async (tx) => {
    await lockVersions(tx)
    const last = new Map<string, Buffer>()
    for (const row of await readVersions(tx, 0)) {
      const hash = row.hash ?? versionHash(last.get(placeOf(row)), row)
      if (row.hash === null) await sealVersion(tx, row.no, hash)
      last.set(placeOf(row), hash)
    }
  })
}

/** Versions that don't say what was published, or whose one before is missing: by the rule and their number. */
export async function alteredVersions(db: Database): Promise<{ book: string; version: number }[]> {
  if (!(await areKept(db))) return []
  const before = new Map<string, VersionRow>()
  const altered = (await readVersions(db, 0)).filter((row) => {
    const last = before.get(placeOf(row))
    before.set(placeOf(row), row)
    if (row.hash === null) return false
    const follows = row.version === (last?.version ?? 0) + 1
    return !follows || !versionHash(last?.hash ?? undefined, row).equals(row.hash)
  })
  return altered.map(({ book, version }) => ({ book, version }))
}
