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
] as const
export const NoticeKind = z.enum(noticeKinds)
export type NoticeKind = z.infer<typeof NoticeKind>

/** 0: for information; 1: asks for attention; 2: urgent. */
export const Importance = z.number().int().min(0).max(2)

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
})
export type Notice = z.infer<typeof Notice>

export const NoticePage = z.strictObject({
  rows: z.array(Notice),
  total: z.number().int(),
  unread: z.number().int(),
})
export type NoticePage = z.infer<typeof NoticePage>
export const UnreadCount = z.strictObject({ unread: z.number().int() })
export type UnreadCount = z.infer<typeof UnreadCount>
