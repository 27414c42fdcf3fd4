/** What verification found wrong, by stable codes. */
export const findingCodes = [
  'altered',
  'deleted_action',
  'deleted_entry',
  'cut_tail',
  'recomputed',
  'inserted',
  'checkpoint_altered',
  'checkpoint_missing',
  'projection_differs',
  'statistics_differ',
] as const
export type FindingCode = (typeof findingCodes)[number]

/** A column of an action; `content` where it cannot be told which of them was altered. */
export type AlteredColumn =
  | 'body'
  | 'kind'
  | 'account_id'
  | 'position_id'
  | 'effective_at'
  | 'recorded_at'
  | 'alg'
  | 'hash'
  | 'content'

export type Finding = {
  code: FindingCode
  entryId?: string
  /** What the entry is called, as far as the database still tells. */
  no?: string
  title?: string
  ledger?: string
  /** Of an entry that is gone: when it was registered, as its id tells. */
  registeredAt?: string
  /** The action at fault, or the first of them, with the last in `lastSeq`. */
  seq?: number
  lastSeq?: number
  column?: AlteredColumn
  /** What stood there before, where the sealed hash proves it. */
  was?: string
  /** The checkpoint that proves it, or that is itself at fault. */
  checkpoint?: number
  where?: 'file' | 'database'
  /** Of a checkpoint: line, signature, leaves, link, copy. Of a projection: the columns that differ. */
  what?: string
}

export type Verification = {
  /** The first of each code; `counts` has them all. */
  findings: Finding[]
  counts: Partial<Record<FindingCode, number>>
  entries: number
  actions: number
  checkpoints: number
  /** Actions that a checkpoint covers. */
  sealed: number
  /** Actions written since the last checkpoint: chained, not yet sealed. */
  unsealed: number
  /** Entries whose projection was compared with a replay of their log. */
  replayed: number
  /** Checkpoints that the database has and the file has not yet. */
  fileBehind: number
  /** Checkpoints of the file whose commit was lost in a crash; the next one taken puts it right. */
  fileAhead: number
}
