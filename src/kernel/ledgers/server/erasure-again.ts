import type { KeyObject } from 'node:crypto'
import { hash, verify } from '#kernel/crypto/server'
import { type DatabaseHandle, newId, type Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { eraseFileRows } from '#kernel/files/server'
import { erasePerson, identitiesOf } from '#kernel/registry/server'
import { certificateNo, ErasureCertificate, ErasureManifest } from '../model/erasure.ts'
import { DefinitionBook } from './definition-book.ts'
import type { Engine } from './engine.ts'
import type { ErasureDeps } from './erasure.ts'
import { eraseElsewhereAgain } from './erasure-elsewhere.ts'
import { type ErasureLine, readErasures } from './erasure-file.ts'
import { evidenceToErase, planEntries } from './erasure-plan.ts'
import {
  clearRequests,
  clearViews,
  decideRequest,
  findErasure,
  findOpenRequest,
  holdErasures,
  holdUntold,
  insertErasure,
  markTold,
} from './erasure-store.ts'
import { systemActor } from './ladder.ts'

/**
 * Does again the erasures of the file that the database doesn't have: after a restore of an older backup, or where a
 * commit was lost. Then says so in the entries' logs. Answers how many were done again.
 */
export async function reapplyErasures({
  engine,
  file,
  elsewhere = {},
}: Pick<ErasureDeps, 'engine' | 'file' | 'elsewhere'>): Promise<number> {
  const { handle, book, keys } = engine
  const lines = await readErasures(file)
  const done = await eraseAgain({ handle, book, publicKey: keys.signing.publicKey }, lines)
  await handle.db.transaction().execute(async (tx) => {
    await eraseElsewhereAgain(tx, elsewhere, lines)
    await tellErasures(engine, tx)
  })
  return done
}

/** The same for a database that was just restored, which has no keys yet. The entries' logs say it at the next start. */
export async function eraseRestored(
  handle: DatabaseHandle,
  publicKey: KeyObject,
  lines: readonly ErasureLine[],
): Promise<number> {
  const book = await DefinitionBook.open(handle, [], new Date())
  return eraseAgain({ handle, book, publicKey }, lines)
}

type Again = { handle: DatabaseHandle; book: DefinitionBook; publicKey: KeyObject }

/** @throws AppError ledgers.erasure_line for a line that is not signed, not complete, or not what the database has */
async function eraseAgain(again: Again, lines: readonly ErasureLine[]): Promise<number> {
  let done = 0
  for (const line of lines)
    done += await again.handle.db.transaction().execute((tx) => eraseLine(again, tx, line))
  return done
}

async function eraseLine({ book, publicKey }: Again, tx: Tx, line: ErasureLine): Promise<0 | 1> {
  const last = await findErasure(tx, line.no)
  if (last?.certificate === line.certificate) return 0
  const { certificate, manifest } = readLine(line, publicKey)
  if (last || (await holdErasures(tx)) + 1 !== line.no) throw badLine(line.no)
  const { personId, at, confirmedBy, legalBasis, no } = certificate
  const { accountId } = confirmedBy
  // As they were merged then, and as they are now.
  const ids = [...new Set([personId, ...(manifest.absorbed ?? []), ...(await identitiesOf(tx, personId))])]
  const plan = await planEntries(tx, book, ids)
  const evidence = await evidenceToErase(tx, ids)
  for (const id of ids)
    await erasePerson(tx, { personId: id, at: new Date(at), accountId, legalBasis, certificate: no })
  const files = plan.entries.flatMap((entry) => entry.files)
  await eraseFileRows(tx, [...files, ...evidence], new Date(at), no)
  const touched = plan.entries
    .filter((entry) => entry.values.length > 0 || entry.files.length > 0)
    .map(({ entry }) => entry.id)
  await clearRequests(tx, touched)
  await clearViews(tx, manifest.views)
  const request = await findOpenRequest(tx, personId)
  if (request) await decideRequest(tx, request.id, 'confirmed', confirmedBy, new Date(at))
  const signature = Buffer.from(line.signature, 'base64')
  await insertErasure(tx, { ...line, personId, at: new Date(at), signature }, touched)
  return 1
}

/** @throws AppError ledgers.erasure_line for the first line that is not complete or not signed with the key */
export function checkErasures(lines: readonly ErasureLine[], publicKey: KeyObject): void {
  for (const line of lines) readLine(line, publicKey)
}

function readLine(
  line: ErasureLine,
  publicKey: KeyObject,
): { certificate: ErasureCertificate; manifest: ErasureManifest } {
  if (!verify(publicKey, Buffer.from(line.certificate), Buffer.from(line.signature, 'base64')))
    throw badLine(line.no)
  const certificate = ErasureCertificate.parse(JSON.parse(line.certificate))
  const whole = hash('sm3', line.manifest).toString('hex') === certificate.manifest
  if (!whole || certificate.no !== certificateNo(line.no)) throw badLine(line.no)
  return { certificate, manifest: ErasureManifest.parse(JSON.parse(line.manifest)) }
}

function badLine(no: number): AppError {
  return new AppError('ledgers.erasure_line', { status: 500, params: { no } })
}

const batchSize = 200

/** Writes the action `erase` on every entry that an erasure took values from and whose log doesn't say it yet. */
export async function tellErasures(engine: Engine, tx: Tx): Promise<void> {
  const untold = await holdUntold(tx)
  for (const [no, entries] of Map.groupBy(untold, (row) => row.no)) {
    const row = await findErasure(tx, no)
    if (!row) continue
    const { legalBasis, askedBy, confirmedBy } = ErasureCertificate.parse(JSON.parse(row.certificate))
    const input = {
      certificate: certificateNo(no),
      legalBasis,
      askedBy: askedBy.accountId,
      confirmedBy: confirmedBy.accountId,
    }
    for (let start = 0; start < entries.length; start += batchSize) {
      const requests = entries
        .slice(start, start + batchSize)
        .map(({ entryId, seq }) => ({ entryId, expectedSeq: seq, action: 'erase', input }))
      const { results } = await engine.performIn(tx, systemActor, requests, newId(engine.clock.now()))
      await markTold(tx, no, results)
    }
  }
}
