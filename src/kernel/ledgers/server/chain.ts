import { type ChainColumn, chainHash } from '#kernel/crypto/server'

export type HashAlgorithm = 'sm3' | 'sha256'
/** How the algorithm stands beside each action, so that a log may outlive one. */
export const algorithmCodes = { sm3: 1, sha256: 2 } as const

export function algorithmOf(code: number): HashAlgorithm {
  if (code === 1) return 'sm3'
  if (code === 2) return 'sha256'
  throw new RangeError(`hash algorithm ${code} is not known`)
}

export const zeroHash = Buffer.alloc(32)

type Columns = {
  entryId: string
  seq: number
  kind: number
  accountId: number
  positionId: number
  effectiveAt: Date
  recordedAt: Date
  alg: number
  body: Uint8Array
}

/** The hash of an action over the one before and every column of its own. */
export function actionHash(previous: Uint8Array, row: Columns): Buffer {
  const columns: ChainColumn[] = [
    previous,
    row.entryId,
    row.seq,
    row.kind,
    row.accountId,
    row.positionId,
    row.effectiveAt,
    row.recordedAt,
    row.alg,
    row.body,
  ]
  return chainHash(algorithmOf(row.alg), columns)
}
