import { z } from 'zod'
import type { Database } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { type Locale, type LocalText, translate } from '#kernel/i18n/model'
import { type Notice, NoticePage, UnreadCount } from '#kernel/notices/model'
import { countUnread, listNotices, markAllRead, markRead, type NoticeRow } from './notice-store.ts'

type Deps = {
  db: Database
  now: () => Date
  ledgerTitle: (code: string) => LocalText | undefined
}

const own = { kind: 'signed_in', because: 'the caller’s own inbox, in the position acted through' } as const
const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** The inbox of who is signed in. */
export function noticeRoutes({ db, now, ledgerTitle }: Deps): Route[] {
  const present = (row: NoticeRow, locale: Locale): Notice => {
    const ledger = row.ledger === null ? '' : (ledgerTitle(row.ledger)?.[locale] ?? row.ledger)
    return {
      id: row.id,
      kind: row.kind,
      text: translate(locale, `notices.${row.kind}`, { ...row.params, ledger }),
      importance: row.importance,
      ledger: row.ledger,
      entryId: row.entryId,
      at: row.at.toISOString(),
      readAt: row.readAt?.toISOString() ?? null,
    }
  }
  return [
    defineRoute({
      method: 'GET',
      path: '/api/notices',
      summary: 'One’s notices, newest first',
      access: { kind: 'scoped', by: 'notice' },
      query: z.object({
        unread: z.stringbool().default(false),
        page: z.coerce.number().int().min(1).max(100_000).default(1),
        size: z.coerce.number().int().min(1).max(200).default(20),
      }),
      response: NoticePage,
      handler: async ({ actor, query, locale }) => {
        const { rows, total } = await listNotices(db, actor, query)
        return { rows: rows.map((row) => present(row, locale)), total, unread: await countUnread(db, actor) }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/notices/unread-count',
      summary: 'How many of one’s notices are unread',
      access: own,
      response: UnreadCount,
      handler: async ({ actor }) => ({ unread: await countUnread(db, actor) }),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/notices/:id/read',
      summary: 'Mark a notice as read',
      access: own,
      params: z.object({ id }),
      response: UnreadCount,
      handler: async ({ actor, params }) => {
        if (!(await markRead(db, actor, params.id, now()))) throw notFound()
        return { unread: await countUnread(db, actor) }
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/notices/read',
      summary: 'Mark all notices up to one as read',
      access: own,
      body: z.strictObject({ upTo: z.number().int().positive() }),
      response: UnreadCount,
      handler: async ({ actor, body }) => {
        await markAllRead(db, actor, body.upTo, now())
        return { unread: await countUnread(db, actor) }
      },
    }),
  ]
}
