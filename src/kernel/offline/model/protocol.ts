import { z } from 'zod'
import { DivisionCode } from '#kernel/divisions/model'
import { LocalText } from '#kernel/i18n/model'

/** Base64url without padding, as WebCrypto's keys and bytes travel. */
const Bytes = z.string().regex(/^[A-Za-z0-9_-]*$/)
const Instant = z.iso.datetime({ offset: true })
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A public key on P-256: of a phone, by which it signs, or of the server, to which phones seal. */
export const PublicKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: Bytes.length(43),
  y: Bytes.length(43),
})
export type PublicKey = z.infer<typeof PublicKey>

export const photosMax = 9
export const photoBytesMax = 20 * 1024 * 1024
/** As much of a sealed photo travels in one piece: a line that breaks loses no more than that. */
export const partBytes = 192 * 1024

/** A photo that belongs to an action; its id is put into the field when the photo has arrived. */
export const OfflinePhoto = z.strictObject({
  field: z.string().min(1).max(60),
  name: z.string().min(1).max(200),
  mediaType: z.string().max(100),
  size: z.int().min(1).max(photoBytesMax),
  sha256: Sha256,
})
export type OfflinePhoto = z.infer<typeof OfflinePhoto>

const Registration = z.strictObject({
  kind: z.literal('register'),
  ledger: z.string().min(1).max(40),
  divisionCode: DivisionCode,
  /**
   * What it came of: a registration of the same phone, by its client key, whose entry goes into the field. It waits for
   * that one.
   */
  of: z.strictObject({ field: z.string().min(1).max(60), after: z.uuid() }).optional(),
})
/**
 * An action on an entry, in the state that it was seen in. Where another action of the same phone came before it on the
 * entry, `after` names that one's client key, and the state is the one that it left; of an entry that the phone itself
 * registered there is no id yet.
 */
const Act = z.strictObject({
  kind: z.literal('act'),
  entryId: z.uuid().nullable(),
  after: z.uuid().nullable(),
  action: z.string().min(1).max(40),
  expectedSeq: z.int().min(1).nullable(),
})

/**
 * Something told that is no entry's: a part of a patrol, a correction of the register. Who takes it is known by its name,
 * and the input is what is told.
 */
const Telling = z.strictObject({ kind: z.literal('tell'), name: z.string().regex(/^[a-z_]{1,40}$/) })

/** One thing that was done without a line: what, when, on which phone and under which lease. */
export const OfflineItem = z
  .strictObject({
    format: z.literal('yiwang-offline-1'),
    clientKey: z.uuid(),
    deviceId: z.uuid(),
    leaseId: z.uuid(),
    /** The order in which the phone's items were made. */
    no: z.int().min(1),
    effectiveAt: Instant,
    what: z.discriminatedUnion('kind', [Registration, Act, Telling]),
    input: z.record(z.string().max(60), z.json()),
    photos: z.array(OfflinePhoto).max(photosMax),
  })
  .refine(({ what }) => what.kind !== 'act' || what.after !== null || what.entryId !== null)
  .refine(({ what }) => what.kind !== 'act' || what.after !== null || what.expectedSeq !== null)
export type OfflineItem = z.infer<typeof OfflineItem>

/** The item's very text, and the phone's signature over it (ECDSA P-256 with SHA-256, 64 bytes). */
export const SignedItem = z.strictObject({ text: z.string().max(400_000), signature: Bytes.length(86) })
export type SignedItem = z.infer<typeof SignedItem>

/**
 * Bytes that only the server can open: an ephemeral key on P-256, its agreement with the server's key through HKDF as the
 * key of AES-256-GCM. What it is bound to is not in it.
 */
export const Envelope = z.strictObject({
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  ephemeral: Bytes.length(87),
  nonce: Bytes.length(16),
  content: Bytes.min(22).max(700_000),
})
export type Envelope = z.infer<typeof Envelope>

/** How many items travel in one request. */
export const itemsMax = 50

export const ItemUpload = z.strictObject({
  items: z
    .array(
      z.strictObject({
        signed: SignedItem,
        /** The file that each photo became, by its place among the item's photos. */
        files: z.array(z.uuid()).max(photosMax),
      }),
    )
    .min(1)
    .max(itemsMax),
})
export type ItemUpload = z.infer<typeof ItemUpload>

export const SealedUpload = z.strictObject({ clientKey: z.uuid(), envelope: Envelope })
export type SealedUpload = z.infer<typeof SealedUpload>

export const PartUpload = z.strictObject({
  clientKey: z.uuid(),
  photo: z
    .int()
    .min(0)
    .max(photosMax - 1),
  part: z
    .int()
    .min(0)
    .max(Math.ceil(photoBytesMax / partBytes)),
  envelope: Envelope,
})
export type PartUpload = z.infer<typeof PartUpload>

/** How a person settled a conflict: done again on what stands now, kept as a comment, or given up with a reason. */
export const settlements = ['again', 'comment', 'discard'] as const

/**
 * What became of an item. Whoever carried in another's sealed item is told that it is safe, and nothing of what it says.
 */
export const ItemResult = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('done'),
    clientKey: z.uuid(),
    result: z.strictObject({ entryId: z.uuid(), no: z.string(), seq: z.int() }).nullable(),
  }),
  z.strictObject({
    outcome: z.literal('conflict'),
    clientKey: z.uuid(),
    /** Why it could not be done, as a code and in the maker's language. */
    code: z.string(),
    reason: z.string(),
    /** The entry as the maker may see it now; null where there is none or it is out of sight. */
    entry: z.json().nullable(),
  }),
  /** A conflict that a person has settled since. */
  z.strictObject({
    outcome: z.literal('settled'),
    clientKey: z.uuid(),
    how: z.enum(settlements),
    result: z.strictObject({ entryId: z.uuid(), no: z.string(), seq: z.int() }).nullable(),
  }),
  /** Another item, that it follows, has not come or waits for a person: it is sent again later. */
  z.strictObject({ outcome: z.literal('waits'), clientKey: z.uuid() }),
  /** Sealed photos of which parts have not come. */
  z.strictObject({
    outcome: z.literal('missing'),
    clientKey: z.uuid(),
    parts: z.array(z.strictObject({ photo: z.int(), part: z.int() })),
  }),
])
export type ItemResult = z.infer<typeof ItemResult>

export const ItemResults = z.strictObject({ results: z.array(ItemResult) })
export type ItemResults = z.infer<typeof ItemResults>

/** A conflict as the server keeps it, with what was to be done. */
export const KeptConflict = z.strictObject({
  conflict: ItemResult,
  item: OfflineItem,
  files: z.array(z.uuid()),
  at: z.string(),
})
export type KeptConflict = z.infer<typeof KeptConflict>

/** A conflict that was settled: what was to be done, what stood then, and what a person made of it. */
export const SettledConflict = z.strictObject({
  item: OfflineItem,
  code: z.string(),
  /** Why it could not be done, in the maker's language of then. */
  reason: z.string(),
  settledAt: z.string(),
  settledBy: z.string(),
  how: z.enum(settlements),
  /** The comment, or why it was given up. */
  note: z.string().nullable(),
  /** The entry as it stood just before; null where there was none or it is out of sight. */
  stood: z.json().nullable(),
})
export type SettledConflict = z.infer<typeof SettledConflict>
export const SettledPage = z.strictObject({ rows: z.array(SettledConflict), total: z.int() })
export type SettledPage = z.infer<typeof SettledPage>

/**
 * A settled conflict as who leads the place is told of it: who settled what and how, and on which entry. What was said
 * in it is its maker's and the entry's.
 */
export const SettledBelow = z.strictObject({
  by: z.string(),
  /** When it was done without a line. */
  effectiveAt: z.string(),
  /** Null for what is no entry's; then `action` is the name by which it was told. */
  ledger: LocalText.nullable(),
  action: z.union([LocalText, z.string()]),
  entry: z.strictObject({ id: z.uuid(), no: z.string(), title: z.string() }).nullable(),
  reason: z.string(),
  settledAt: z.string(),
  how: z.enum(settlements),
  note: z.string().nullable(),
})
export type SettledBelow = z.infer<typeof SettledBelow>
export const SettledBelowPage = z.strictObject({ rows: z.array(SettledBelow), total: z.int() })
export type SettledBelowPage = z.infer<typeof SettledBelowPage>

export const Settlement = z.discriminatedUnion('how', [
  z.strictObject({
    how: z.literal('again'),
    /** The state that the person saw; null to register again. */
    expectedSeq: z.int().min(1).nullable(),
    input: z.record(z.string().max(60), z.json()).optional(),
  }),
  z.strictObject({ how: z.literal('comment'), text: z.string().trim().min(1).max(2000) }),
  z.strictObject({ how: z.literal('discard'), reason: z.string().trim().min(2).max(500) }),
])
export type Settlement = z.infer<typeof Settlement>

/** An envelope opens in one place only: as this item, or as this part of this photo of it. */
export function sealBinding(clientKey: string, part?: { photo: number; part: number }): string {
  return `yiwang/offline/1/${clientKey}${part ? `/${part.photo}/${part.part}` : ''}`
}
