import { z } from 'zod'
import { EntryAnswer, LedgerAnswer, TaskRow } from '#kernel/ledgers/model'
import { PublicKey } from './protocol.ts'

/** Only what is asked for at a door: numbers are masked, and what lies above the actor's class is not there. */
export const CarriedPerson = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  sex: z.enum(['male', 'female']).nullable(),
  birthDate: z.string().nullable(),
  /** Masked. */
  phone: z.string().nullable(),
  divisionCode: z.string(),
  address: z.string(),
})
export type CarriedPerson = z.infer<typeof CarriedPerson>

export const CarriedHousehold = z.strictObject({
  id: z.uuid(),
  number: z.string().nullable(),
  headName: z.string().nullable(),
  size: z.int(),
  divisionCode: z.string(),
  address: z.string(),
  members: z.array(z.strictObject({ personId: z.uuid(), relation: z.string() })),
})
export type CarriedHousehold = z.infer<typeof CarriedHousehold>

export const CarriedPlace = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  kind: z.string(),
  divisionCode: z.string(),
  address: z.string(),
  point: z.tuple([z.number(), z.number()]).nullable(),
})
export type CarriedPlace = z.infer<typeof CarriedPlace>

export const CarriedCell = z.strictObject({
  /** `division:village`, or `cell:` and the name of the layer. */
  layer: z.string(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  schematic: z.boolean(),
  /** 审图号 of the district's map, where one is entered. */
  approval: z.string().nullable(),
  /** GeoJSON, CGCS2000. */
  area: z.json(),
  label: z.tuple([z.number(), z.number()]),
})
export type CarriedCell = z.infer<typeof CarriedCell>

/** What a platform adds that its forms need: `{ name: 'incident_catalogue', data }`. */
export const CarriedReference = z.strictObject({ name: z.string(), data: z.json() })
export type CarriedReference = z.infer<typeof CarriedReference>

/** What each kind of thing on a phone is, and by what it is known there. */
export const carriedKinds = {
  ledger: LedgerAnswer,
  task: TaskRow,
  entry: EntryAnswer,
  person: CarriedPerson,
  household: CarriedHousehold,
  place: CarriedPlace,
  cell: CarriedCell,
  reference: CarriedReference,
} as const
export type CarriedKind = keyof typeof carriedKinds
export type Carried = { [K in CarriedKind]: z.infer<(typeof carriedKinds)[K]> }

/** The key of a thing among those of all kinds: `entry/<uuid>`. */
export function carriedKey<K extends CarriedKind>(kind: K, value: Carried[K]): string {
  if (kind === 'cell') {
    const { layer, code } = value as CarriedCell
    return `cell/${layer}/${code}`
  }
  if (kind === 'reference') return `reference/${(value as CarriedReference).name}`
  return `${kind}/${(value as { id: string }).id}`
}

/** What differs from what the phone was last given; all of it where `full`. */
export const Snapshot = z.strictObject({
  /** Asked with this, the next answer is what has changed since. */
  cursor: z.string(),
  full: z.boolean(),
  at: z.string(),
  /** Things that are new or changed, in the order in which lists show them. */
  put: z.array(z.strictObject({ key: z.string(), value: z.json() })),
  /** Keys of what is no longer carried: done, gone out of sight, or no longer there. */
  gone: z.array(z.string()),
  /** The order of the to-do list: keys of all its tasks. */
  tasks: z.array(z.string()),
  /** Kinds of which there was more than a phone carries. */
  cut: z.array(z.string()),
})
export type Snapshot = z.infer<typeof Snapshot>

/** How many of each kind a phone carries at most. */
export const carriedMax = { task: 500, person: 20_000, household: 6_000, place: 3_000, cell: 500 } as const

export const LeaseAnswer = z.strictObject({
  leaseId: z.uuid(),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  serverTime: z.iso.datetime(),
  /** The server's half of what opens the store: 32 bytes, base64url. */
  half: z.string().length(43),
  /** To which the phone seals, and by what the key is known. */
  sealing: z.strictObject({ keyId: z.string(), publicKey: PublicKey }),
  pinTries: z.int(),
  worker: z.strictObject({ accountId: z.int(), positionId: z.int(), name: z.string() }),
})
export type LeaseAnswer = z.infer<typeof LeaseAnswer>

export const NewDevice = z.strictObject({
  name: z.string().trim().min(1).max(80),
  publicKey: PublicKey,
})
export type NewDevice = z.infer<typeof NewDevice>

export const Device = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  account: z.strictObject({ id: z.int(), name: z.string() }),
  registeredAt: z.string(),
  lastContactAt: z.string(),
  /** The end of the lease that runs; null where none does. */
  leaseUntil: z.string().nullable(),
  revoked: z
    .strictObject({ at: z.string(), since: z.string(), reason: z.string(), by: z.string() })
    .nullable(),
  /** Of its items, those that wait for a person. */
  conflicts: z.int(),
  items: z.int(),
  own: z.boolean(),
})
export type Device = z.infer<typeof Device>

export const OfflineRule = z.strictObject({
  leaseHours: z.int().min(1).max(72),
  pinTries: z.int().min(3).max(20),
})
export type OfflineRule = z.infer<typeof OfflineRule>

export const DevicePage = z.strictObject({
  rows: z.array(Device),
  total: z.int(),
  rule: OfflineRule,
  can: z.strictObject({ manage: z.boolean() }),
})
export type DevicePage = z.infer<typeof DevicePage>

/** Nothing that the phone says to have been done from `since` on counts by itself. */
export const Revocation = z.strictObject({
  since: z.iso.datetime({ offset: true }).optional(),
  reason: z.string().trim().min(2).max(300),
})
export type Revocation = z.infer<typeof Revocation>
