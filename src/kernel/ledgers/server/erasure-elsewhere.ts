import type { Tx } from '#kernel/db/server'
import { ErasureCertificate, ErasureManifest } from '../model/erasure.ts'
import type { ErasureLine } from './erasure-file.ts'
import type { Erasable, Erased } from './platform.ts'

export type Elsewhere = Readonly<Record<string, Erasable>>

/** Takes what platforms keep of a person beside entries; by part, the rows that a restore may bring back. */
export async function eraseElsewhere(
  tx: Tx,
  elsewhere: Elsewhere,
  knownBy: readonly string[],
  gone: Erased,
): Promise<NonNullable<ErasureManifest['elsewhere']>> {
  const found: Record<string, string[]> = {}
  for (const [name, part] of Object.entries(elsewhere)) {
    const rows = await part.erase(tx, knownBy, gone)
    if (rows.length > 0) found[name] = [...rows]
  }
  return found
}

/** Takes it again after a restore; of what is gone already nothing changes. */
export async function eraseElsewhereAgain(
  tx: Tx,
  elsewhere: Elsewhere,
  lines: readonly ErasureLine[],
): Promise<void> {
  for (const { certificate, manifest } of lines) {
    const { at, confirmedBy, legalBasis, no } = ErasureCertificate.parse(JSON.parse(certificate))
    const gone = { at: new Date(at), accountId: confirmedBy.accountId, legalBasis, certificate: no }
    const rows = ErasureManifest.parse(JSON.parse(manifest)).elsewhere ?? {}
    for (const [name, ids] of Object.entries(rows)) await elsewhere[name]?.eraseAgain(tx, ids, gone)
  }
}
