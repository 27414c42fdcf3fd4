import { z } from 'zod'
import { Importance } from './notice.ts'

export const ContactKind = z.enum(['phone', 'wecom', 'dingtalk'])
export type ContactKind = z.infer<typeof ContactKind>
export const contactKinds = ContactKind.options

/** A contact as its account types it; null takes it back. */
export const ContactInput = z.strictObject({
  kind: ContactKind,
  value: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_.@+-]{3,64}$/, 'notices.bad_contact')
    .nullable(),
})

/** Masked: the account knows its own. */
export const Contacts = z.strictObject({
  phone: z.string().nullable(),
  wecom: z.string().nullable(),
  dingtalk: z.string().nullable(),
})
export type Contacts = z.infer<typeof Contacts>

const webAddress = z
  .url({ protocol: /^https?$/, error: 'notices.bad_address' })
  .max(500)
  .refine((text) => {
    const url = URL.parse(text)
    return url !== null && url.username === '' && url.password === ''
  }, 'notices.bad_address')

const Address = z.union([z.ipv4(), z.ipv6()])

export const AdapterInput = z.strictObject({
  name: z.string().trim().min(1).max(60),
  url: webAddress,
  /** yiwang: our own JSON; wecom, dingtalk: what group robots of these take. */
  format: z.enum(['yiwang', 'wecom', 'dingtalk']),
  algorithm: z.enum(['hmac-sha256', 'hmac-sm3']),
  locale: z.enum(['zh-CN', 'en']),
  contact: ContactKind,
  importance: Importance,
  /** Loopback and private addresses that the host may stand for, each by itself. */
  privateAddresses: z.array(Address).max(10),
  on: z.boolean(),
  /** May carry one-time codes to phones of residents; only of the format yiwang, to phones. */
  codes: z.boolean().default(false),
})
export type AdapterInput = z.infer<typeof AdapterInput>

export const Adapter = AdapterInput.extend({
  id: z.int(),
  importance: z.int(),
  waiting: z.int(),
  dead: z.int(),
})
export type Adapter = z.infer<typeof Adapter>
export const AdapterList = z.strictObject({ rows: z.array(Adapter) })
export type AdapterList = z.infer<typeof AdapterList>
/** The only answer that ever bears the secret. */
export const AdapterSecret = z.strictObject({ id: z.int(), secret: z.string() })
export type AdapterSecret = z.infer<typeof AdapterSecret>

/** One thing that somebody did to where notices go. */
export const AdapterEvent = z.strictObject({
  id: z.int(),
  at: z.iso.datetime(),
  account: z.string(),
  adapter: z.string(),
  kind: z.enum(['created', 'changed', 'switched_on', 'switched_off', 'new_secret', 'resent']),
  /** Of a change, what it was set to; never the secret. */
  detail: z.record(z.string(), z.json()),
})
export type AdapterEvent = z.infer<typeof AdapterEvent>
export const AdapterEventPage = z.strictObject({ rows: z.array(AdapterEvent), total: z.int() })
export type AdapterEventPage = z.infer<typeof AdapterEventPage>

export const DeliveryState = z.enum(['waiting', 'sent', 'dead'])
export const Delivery = z.strictObject({
  id: z.uuid(),
  adapter: z.string(),
  account: z.string(),
  recipient: z.string(),
  kind: z.string(),
  entryNo: z.string().nullable(),
  state: DeliveryState,
  attempts: z.int(),
  at: z.iso.datetime(),
  nextAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  status: z.int().nullable(),
  answer: z.string().nullable(),
})
export type Delivery = z.infer<typeof Delivery>
export const DeliveryPage = z.strictObject({ rows: z.array(Delivery), total: z.int() })
export type DeliveryPage = z.infer<typeof DeliveryPage>

export const attemptsMax = 8
const secondMs = 1000
const pauseMsMax = 3_600_000

/** How long after so many attempts the next is made: 5 s, 20 s, 80 s, … an hour at most. */
export function pauseAfter(attempts: number): number {
  return Math.min(pauseMsMax, 5 * secondMs * 4 ** (attempts - 1))
}

/** Long numbers in an answer may be somebody's: of each only its beginning is kept. */
export function maskNumbers(text: string): string {
  return text.replaceAll(/\d{5,}/g, (number) => number.slice(0, 2) + '*'.repeat(number.length - 2))
}

/** `138****5678`, `zh***`: enough to tell one's own. */
export function maskContact(value: string): string {
  if (/^\d{7,}$/.test(value)) return `${value.slice(0, 3)}****${value.slice(-4)}`
  return `${value.slice(0, 2)}***`
}
