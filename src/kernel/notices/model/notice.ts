import { z } from 'zod'

export const noticeKinds = [
  'task_opened',
  'tasks_opened',
  'reminded',
  'supervised',
  'circulated',
  'entry_closed',
  'entry_voided',
  'entry_answered',
  'change_requested',
  'change_approved',
  'change_refused',
  'digest',
] as const
export const NoticeKind = z.enum(noticeKinds)
export type NoticeKind = z.infer<typeof NoticeKind>

/** 0: for information; 1: asks for attention; 2: urgent. */
export const Importance = z.number().int().min(0).max(2)
export type Importance = 0 | 1 | 2

/** How much each kind matters: the one rule, for the inbox, the hours of quiet and what leaves the house. */
export const importanceOf: Readonly<Record<NoticeKind, Importance>> = {
  task_opened: 0,
  tasks_opened: 0,
  reminded: 1,
  supervised: 2,
  circulated: 2,
  entry_closed: 0,
  entry_voided: 0,
  entry_answered: 0,
  change_requested: 1,
  change_approved: 0,
  change_refused: 1,
  digest: 0,
}

/** Kinds whose sender asks who has read them. */
export const receiptKinds: readonly NoticeKind[] = ['reminded', 'supervised', 'circulated']

/** One line of an inbox, in the reader's language. */
export const Notice = z.strictObject({
  id: z.number().int(),
  kind: NoticeKind,
  text: z.string(),
  importance: Importance,
  ledger: z.string().nullable(),
  /** What it is about; null where it is about many. */
  entryId: z.uuid().nullable(),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
  archived: z.boolean(),
  /** How many earlier ones about the same are behind it, where they are shown together. */
  earlier: z.int(),
})
export type Notice = z.infer<typeof Notice>

export const NoticePage = z.strictObject({
  rows: z.array(Notice),
  /** How many there are; where there are `more`, how many of them were counted. */
  total: z.number().int(),
  more: z.boolean(),
  /** As far as they are counted. */
  unread: z.number().int(),
  /** The last of the inbox, whatever is shown of it: what came later was not seen. */
  newest: z.int(),
})
export type NoticePage = z.infer<typeof NoticePage>
/** How many are unread; where there are `more`, how many of them were counted. */
export const UnreadCount = z.strictObject({ unread: z.number().int(), more: z.boolean() })
export type UnreadCount = z.infer<typeof UnreadCount>

/** A day and minute are of Shanghai. */
const Minute = z.int().min(0).max(1439)

export const NoticeSetting = z
  .strictObject({
    /** One line that sums up what is unread, in the morning of each working day or each Monday. */
    digest: z.enum(['none', 'daily', 'weekly']),
    /** When nothing but what is urgent goes out by adapters. */
    quiet: z.enum(['none', 'off_duty', 'hours']),
    quietFrom: Minute.nullable(),
    quietTo: Minute.nullable(),
  })
  .refine(
    ({ quiet, quietFrom, quietTo }) => (quiet === 'hours') === (quietFrom !== null && quietTo !== null),
    {
      error: 'notices.quiet_without_hours',
      path: ['quietFrom'],
    },
  )
export type NoticeSetting = z.infer<typeof NoticeSetting>

export const defaultSetting: NoticeSetting = {
  digest: 'none',
  quiet: 'off_duty',
  quietFrom: null,
  quietTo: null,
}

/** What one sent, with who has read it. */
export const SentNotices = z.strictObject({
  rows: z.array(
    z.strictObject({
      kind: NoticeKind,
      text: z.string(),
      entryId: z.uuid().nullable(),
      at: z.iso.datetime(),
      readers: z.array(
        z.strictObject({ name: z.string(), organisationId: z.int(), readAt: z.iso.datetime().nullable() }),
      ),
    }),
  ),
})
export type SentNotices = z.infer<typeof SentNotices>
