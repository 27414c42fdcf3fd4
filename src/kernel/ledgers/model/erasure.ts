import { z } from 'zod'
import { isPhone, normalisePhone } from '#kernel/registry/model'
import { LocalText } from '#kernel/i18n/model'
import './messages.ts'

const Count = z.int().min(0)

/** Who asks for an erasure says on what law, by which request, and why. No value that is to be erased belongs here. */
export const ErasureAsk = z.strictObject({
  legalBasis: z.string().trim().min(4).max(300),
  requestNo: z.string().trim().min(1).max(100),
  reason: z.string().trim().min(2).max(1000),
  /** On which ground it is done although an open entry, a hold or a time of retention stands against it. */
  overrideGround: z.string().trim().min(4).max(300).optional(),
  /** Other phones that the person used: what platforms know by them goes too. */
  phones: z
    .array(
      z
        .string()
        .trim()
        .max(40)
        .refine((phone) => isPhone(normalisePhone(phone)), { error: 'ledgers.erasure_phone' }),
    )
    .max(10)
    .optional(),
})
export type ErasureAsk = z.infer<typeof ErasureAsk>

/** Somebody as they acted then. */
export const Signatory = z.strictObject({
  accountId: z.int(),
  positionId: z.int(),
  organisationId: z.int(),
  name: z.string(),
})
export type Signatory = z.infer<typeof Signatory>

/** What the law or the log keeps, and how much of it. `nos`: numbers of the entries where it stands. */
const Stay = z.strictObject({
  kind: z.enum(['ties', 'households', 'log', 'clear_text', 'shared_files']),
  count: Count,
  nos: z.array(z.string()),
})
export type Stay = z.infer<typeof Stay>

/** What stands against an erasure, unless a ground is named. */
const Obstacle = z.strictObject({
  kind: z.enum(['open_entry', 'hold', 'retention']),
  count: Count,
  nos: z.array(z.string()),
  /** Of a time of retention: when the last one ends, and the law behind it. */
  until: z.iso.datetime().nullable(),
  basis: LocalText.nullable(),
})
export type Obstacle = z.infer<typeof Obstacle>

const Register = z.strictObject({ columns: z.array(z.string()), changes: Count, unmaskings: Count })

/** What an erasure would take, and what would stay: the dry run. */
export const ErasurePlan = z.strictObject({
  register: Register,
  ledgers: z.array(
    z.strictObject({ ledger: z.string(), title: LocalText, entries: Count, values: Count, files: Count }),
  ),
  files: Count,
  views: Count,
  stays: z.array(Stay),
  obstacles: z.array(Obstacle),
})
export type ErasurePlan = z.infer<typeof ErasurePlan>

/** The certificate (清除证明): what was erased by count and place, never a value. Its canonical text is signed. */
export const ErasureCertificate = z.strictObject({
  format: z.literal('yiwang-erasure-1'),
  no: z.string(),
  personId: z.uuid(),
  at: z.iso.datetime(),
  legalBasis: z.string(),
  requestNo: z.string(),
  reason: z.string(),
  overrideGround: z.string().nullable(),
  askedBy: Signatory,
  askedAt: z.iso.datetime(),
  confirmedBy: Signatory,
  register: Register,
  entries: z.array(
    z.strictObject({ ledger: z.string(), no: z.string(), fields: z.record(z.string(), Count), files: Count }),
  ),
  files: Count,
  views: Count,
  stays: z.array(Stay),
  overridden: z.array(Obstacle),
  /** SM3 of the manifest, in hex. */
  manifest: z.string().regex(/^[0-9a-f]{64}$/),
  keyId: z.string(),
})
export type ErasureCertificate = z.infer<typeof ErasureCertificate>

/** What was erased, exactly: steps and fields, files, saved views. */
export const ErasureManifest = z.strictObject({
  personId: z.uuid(),
  /** Other ids that the person was registered under and that were merged into this one: they are erased with it. */
  absorbed: z.array(z.uuid()).optional(),
  entries: z.array(
    z.strictObject({
      id: z.uuid(),
      no: z.string(),
      values: z.array(z.strictObject({ seq: z.int(), name: z.string() })),
      files: z.array(z.uuid()),
    }),
  ),
  views: z.array(z.uuid()),
  /** Rows that platforms keep beside entries, by the platform's part: what a restore brings back of them goes again. */
  elsewhere: z.record(z.string(), z.array(z.string())).optional(),
})
export type ErasureManifest = z.infer<typeof ErasureManifest>

const Request = z.strictObject({
  legalBasis: z.string(),
  requestNo: z.string(),
  reason: z.string(),
  overrideGround: z.string().nullable(),
  askedBy: Signatory,
  askedAt: z.iso.datetime(),
})
export type ErasureRequest = z.infer<typeof Request>

/** Where the erasure of a person stands: nothing yet, asked for, or done. */
export const ErasureAnswer = z.strictObject({
  personId: z.uuid(),
  name: z.string(),
  /** Null once it is done. */
  plan: ErasurePlan.nullable(),
  request: Request.extend({ phones: z.array(z.string()) }).nullable(),
  certificate: z.string().nullable(),
  can: z.strictObject({ ask: z.boolean(), confirm: z.boolean(), withdraw: z.boolean() }),
})
export type ErasureAnswer = z.infer<typeof ErasureAnswer>

export const CertificateNo = z.string().regex(/^QC\d{6,9}$/)

/** `QC000001`: 清除证明, numbered on over all years. */
export function certificateNo(no: number): string {
  return `QC${String(no).padStart(6, '0')}`
}

export const CertificateAnswer = z.strictObject({
  certificate: ErasureCertificate,
  manifest: ErasureManifest,
  /** The signed bytes as text: what the signature is checked against. */
  text: z.string(),
  /** Ed25519, base64. */
  signature: z.string(),
  publicKey: z.string(),
})
export type CertificateAnswer = z.infer<typeof CertificateAnswer>
