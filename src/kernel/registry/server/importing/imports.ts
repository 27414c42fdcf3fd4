import type { Readable } from 'node:stream'
import { decrypt, encrypt } from '#kernel/crypto/server'
import { newId } from '#kernel/db/server'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { readBytes } from '#kernel/http/server'
import { translate } from '#kernel/i18n/model'
import { type Import, type ImportSettings, neededFields } from '../../model/importing/answers.ts'
import { proposeMapping } from '../../model/importing/headings.ts'
import type { RegistryDeps } from '../records.ts'
import {
  askCancel,
  findImport,
  type ImportRow,
  insertImport,
  listImports,
  readRefused,
  stepImport,
} from './import-store.ts'
import { refusedWorkbook } from './refused-workbook.ts'
import { keepSheet, readSheet } from './sheet.ts'
import { contentPlace, refusedPlace, type RefusedList } from './work.ts'

export const bytesMax = 60 * 1024 * 1024

/** Keeps a list, encrypted, until it has been run: its columns are proposed by their headings. */
export async function uploadList(
  deps: RegistryDeps,
  actor: Actor,
  fileName: string,
  content: Readable | Buffer,
): Promise<Import> {
  const bytes = Buffer.isBuffer(content) ? content : await readBytes(content, bytesMax)
  const sheet = await readSheet(fileName, bytes)
  const { headings, rows } = sheet
  const at = deps.now()
  const id = newId(at)
  await insertImport(deps.db, {
    id,
    accountId: actor.accountId,
    positionId: actor.positionId,
    divisions: [...actor.divisions],
    sensitivity: actor.sensitivity,
    locale: actor.locale,
    fileName,
    size: bytes.length,
    content: encrypt(deps.keys, keepSheet(sheet), contentPlace(id)).bytes,
    headings,
    rowCount: rows.length,
    at,
  })
  return getImport(deps, actor, id)
}

async function find({ db }: RegistryDeps, actor: Actor, id: string): Promise<ImportRow> {
  const row = await findImport(db, actor.accountId, id)
  if (!row) throw notFound()
  return row
}

/** Somebody's own import. @throws AppError http.not_found */
export async function getImport(deps: RegistryDeps, actor: Actor, id: string): Promise<Import> {
  return present(await find(deps, actor, id))
}

export async function ownImports({ db }: RegistryDeps, actor: Actor): Promise<{ rows: Import[] }> {
  return { rows: (await listImports(db, actor.accountId)).map(present) }
}

/** Says which column is what and has the list checked. @throws AppError registry.import_lacks, registry.import_state */
export async function checkList(
  deps: RegistryDeps,
  actor: Actor,
  id: string,
  { mapping, options }: ImportSettings,
): Promise<Import> {
  const row = await find(deps, actor, id)
  const columns = Object.values(mapping)
  if (new Set(columns).size !== columns.length || columns.some((column) => column >= row.headings.length))
    throw new AppError('registry.import_column', { path: 'mapping' })
  const lacking = neededFields.filter((field) => mapping[field] === undefined)
  if (lacking.length > 0) {
    const fields = lacking
      .map((field) => translate(actor.locale, `registry.import.field.${field}`))
      .join(', ')
    throw new AppError('registry.import_lacks', { params: { fields }, path: 'mapping' })
  }
  const step = {
    from: ['uploaded', 'checked'],
    to: 'to_check',
    at: deps.now(),
    mapping,
    options,
    actor,
  } as const
  if (!(await stepImport(deps.db, id, step))) throw wrongState()
  return getImport(deps, actor, id)
}

/** Has a checked list taken over, once for a client key. @throws AppError registry.import_state (409) */
export async function runList(
  deps: RegistryDeps,
  actor: Actor,
  id: string,
  clientKey: string,
): Promise<Import> {
  const row = await find(deps, actor, id)
  if (row.runKey === clientKey) return present(row)
  const step = { from: ['checked'], to: 'to_run', at: deps.now(), runKey: clientKey, actor } as const
  if (!(await stepImport(deps.db, id, step))) {
    const again = await find(deps, actor, id)
    if (again.runKey !== clientKey) throw wrongState()
  }
  return getImport(deps, actor, id)
}

function wrongState(): AppError {
  return new AppError('registry.import_state', { status: 409 })
}

/** Ends an import before its end: nothing of it is taken over. */
export async function cancelList(deps: RegistryDeps, actor: Actor, id: string): Promise<Import> {
  await find(deps, actor, id)
  await askCancel(deps.db, id, deps.now())
  return getImport(deps, actor, id)
}

/** @throws AppError http.not_found where there are none, or they are no longer kept */
export async function refusedList(deps: RegistryDeps, actor: Actor, id: string): Promise<Buffer> {
  const { headings, mapping } = await find(deps, actor, id)
  const kept = await readRefused(deps.db, id)
  if (kept === null || mapping === null) throw notFound()
  const list = JSON.parse(decrypt(deps.keys, kept, refusedPlace(id)).toString('utf8')) as RefusedList
  return refusedWorkbook(list, { headings, mapping, locale: actor.locale })
}

function present(row: ImportRow): Import {
  return {
    id: row.id,
    fileName: row.fileName,
    headings: row.headings,
    rows: row.rowCount,
    proposed: proposeMapping(row.headings),
    mapping: row.mapping,
    options: row.options,
    state: row.state,
    phase: row.phase,
    progress: row.progress,
    report: row.report,
    hasRefused: row.hasRefused,
    hasContent: row.hasContent,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }
}
