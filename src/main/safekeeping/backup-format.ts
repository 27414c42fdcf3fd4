import { z } from 'zod'

/** What a backup holds beside rows and files, for who opens it in years. */
export const readme = `A backup of Yiwang: a gzipped tar.

tables/NAME/NNNNNN.ndjson   the rows of a table: one JSON array of texts a line, in the order of the manifest's columns;
                            each text is PostgreSQL's own output for the column (null for NULL)
files/                      attachments, each under its SHA-256
checkpoints.jsonl           the signed checkpoints that stand outside the database
erasures.jsonl              the erasures by law that there were by then, signed; a restore does them again where it must
installation.json           what was set up at the first start
keys.json                   the secret keys, only where they were asked for
manifest.json               version, migrations, tables with columns and row counts, sequences, and size and SM3 of every part
manifest.sig                Ed25519 signature over manifest.json, by the installation's signing key (base64)

Restore: yiwang restore FILE --data FOLDER [--database URL]
`

const Count = z.int().min(0)
const SafeName = z.string().regex(/^[a-z_][a-z0-9_]*$/)

/** The last part but one: what all the others must be. */
export const Manifest = z.strictObject({
  format: z.literal('yiwang-backup-1'),
  at: z.iso.datetime(),
  version: z.string(),
  database: z.enum(['embedded', 'postgres']),
  keyId: z.string(),
  publicKey: z.string(),
  migrations: z.array(z.strictObject({ number: z.int(), name: z.string(), hash: z.string() })),
  tables: z.array(z.strictObject({ name: SafeName, columns: z.array(SafeName), rows: Count })),
  sequences: z.array(z.strictObject({ name: SafeName, value: Count })),
  parts: z.array(z.strictObject({ name: z.string(), bytes: Count, sm3: z.string().regex(/^[0-9a-f]{64}$/) })),
})
export type Manifest = z.infer<typeof Manifest>

export const manifestName = 'manifest.json'
export const signatureName = 'manifest.sig'
export const keysName = 'keys.json'
export const checkpointsName = 'checkpoints.jsonl'
export const erasuresName = 'erasures.jsonl'
export const installationName = 'installation.json'

/** The table whose rows a part holds. */
export function tableOf(part: string): string | undefined {
  return /^tables\/([a-z_][a-z0-9_]*)\/\d{6}\.ndjson$/.exec(part)?.[1]
}

export function partOf(table: string, number: number): string {
  return `tables/${table}/${String(number).padStart(6, '0')}.ndjson`
}

/** Attachments as the files area lays them down; nothing else is written below the target's folder. */
export function isFilePart(part: string): boolean {
  return /^files\/[0-9a-f]{2}\/[0-9a-f]{62}$/.test(part)
}
