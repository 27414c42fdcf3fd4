import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Database } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { listRoles } from '#kernel/orgs/server'
import {
  type DataElement,
  type DataElementList,
  type DataElementUpdate,
  ElementCode,
  ElementTerms,
} from '../../model/data-elements/element.ts'
import { NewPurpose } from '../../model/consents/consent.ts'
import { insertPurpose } from '../consents/consent-store.ts'
import { type ElementRow, insertVersion, listElements, listVersions } from './element-store.ts'

const file = join(import.meta.dirname, '../../../../../data/registry/data-elements.json')
const purposesFile = join(import.meta.dirname, '../../../../../data/registry/purposes.json')
const Seeded = z.array(ElementTerms.extend({ code: ElementCode }).strict())

/** Gives every element that nobody has defined its first version, as the file says, and likewise purposes; what was changed stays. */
export async function seedDataElements(db: Database, now: Date): Promise<void> {
  const known = new Set((await listElements(db)).map(({ code }) => code))
  for (const terms of Seeded.parse(JSON.parse(readFileSync(file, 'utf8'))))
    if (!known.has(terms.code)) await insertVersion(db, { ...terms, version: 1, accountId: 0, at: now })
  for (const purpose of z.array(NewPurpose).parse(JSON.parse(readFileSync(purposesFile, 'utf8'))))
    await insertPurpose(db, purpose, { accountId: 0, at: now })
}

export const changeRight = 'registry.elements'

function present({ accountId: _, changedAt, ...row }: ElementRow): DataElement {
  return { ...row, changedAt: changedAt.toISOString() }
}

export async function readElements(db: Database, actor: Actor): Promise<DataElementList> {
  const rows = await listElements(db)
  return { rows: rows.map(present), can: { change: hasRight(actor, changeRight) } }
}

/** @throws AppError http.not_found */
export async function readVersions(db: Database, code: ElementCode): Promise<DataElement[]> {
  const rows = await listVersions(db, code)
  if (rows.length === 0) throw notFound()
  return rows.map(present)
}

/**
 * Makes the next version of an element.
 * @throws AppError http.not_found, registry.version_changed (409), registry.unknown_role
 */
export async function changeElement(
  { db, now }: { db: Database; now: () => Date },
  actor: Actor,
  code: ElementCode,
  { expectedVersion, ...terms }: DataElementUpdate,
): Promise<DataElement> {
  const [current] = await listElements(db, [code])
  if (!current) throw notFound()
  const changed = { status: 409, params: { version: current.version } }
  if (current.version !== expectedVersion) throw new AppError('registry.version_changed', changed)
  if (!(await listRoles(db)).some(({ id }) => id === terms.ownerRole))
    throw new AppError('registry.unknown_role', { path: 'ownerRole', params: { role: terms.ownerRole } })
  const version = expectedVersion + 1
  const next = { ...terms, code, version, accountId: actor.accountId, at: now() }
  const written = await insertVersion(db, next)
  if (!written) throw new AppError('registry.version_changed', changed)
  const [made] = await listElements(db, [code])
  if (!made) throw notFound()
  return present(made)
}
