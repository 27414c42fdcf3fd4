import { z } from 'zod'

/** waiting and infected contents are opened for nobody. */
export const ScanState = z.enum(['not_scanned', 'waiting', 'clean', 'infected'])
export type ScanState = z.infer<typeof ScanState>

const Bytes = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

/** `unix:/run/clamav/clamd.ctl`, or a port of this machine: contents go nowhere else. */
export const ScannerAddress = z
  .string()
  .max(200)
  .regex(/^(unix:\/\P{Cc}+|(127\.0\.0\.1|\[::1\]):\d{1,5})$/u, 'files.bad_scanner_address')

export const Scanner = z.strictObject({
  on: z.boolean(),
  address: ScannerAddress,
  /** While the daemon doesn't answer: uploads are refused, or taken in and opened once it has. */
  whenDown: z.enum(['refuse', 'wait']),
})
export type Scanner = z.infer<typeof Scanner>

export const defaultScanner: Scanner = { on: false, address: 'unix:/run/clamav/clamd.ctl', whenDown: 'wait' }

const Usage = z.strictObject({ files: z.int(), bytes: Bytes, limit: Bytes.nullable() })

export const fileEventKinds = ['quota', 'scanner', 'infected', 'removal'] as const

export const FileKeeping = z.strictObject({
  total: Usage,
  organisations: z.array(Usage.extend({ organisationId: z.int().nullable() })),
  scanner: Scanner,
  /** Contents by their state. */
  scans: z.record(ScanState, z.int()),
  events: z.array(
    z.strictObject({
      id: z.int(),
      at: z.iso.datetime(),
      by: z.string().nullable(),
      kind: z.enum(fileEventKinds),
      detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
})
export type FileKeeping = z.infer<typeof FileKeeping>

export const QuotaInput = z.strictObject({
  /** null: of all organisations together. */
  organisationId: z.int().positive().nullable(),
  /** null: no limit. */
  bytes: z.int().min(1_000_000).max(Number.MAX_SAFE_INTEGER).nullable(),
})

export const ScannerTrial = z.strictObject({ works: z.boolean() })

/** Files whose contents are to go, added up: no names, no numbers of entries. */
export const Removals = z.strictObject({
  rows: z.array(
    z.strictObject({
      /** expired: kept as long as declared; unattached: hung on nothing for a month. */
      kind: z.enum(['expired', 'unattached']),
      ledger: z.string().nullable(),
      months: z.int().nullable(),
      files: z.int(),
      bytes: Bytes,
      oldest: z.iso.date(),
    }),
  ),
  /** Names exactly this list: removed is what was looked at, or nothing. */
  mark: z.string(),
})
export type Removals = z.infer<typeof Removals>
