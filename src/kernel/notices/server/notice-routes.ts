import { z } from 'zod'
import type { Database } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { type Locale, type LocalText, translate } from '#kernel/i18n/model'
import { Importance, type Notice, NoticeKind, NoticePage, UnreadCount } from '#kernel/notices/model'
import {
  archiveNotice,
  archiveRead,
  countUnread,
  listNotices,
  markAllRead,
  markRead,
  type NoticeRow,
} from './notice-store.ts'
import { settingRoutes } from './setting-routes.ts'

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
      archived: row.archived,
      earlier: row.earlier,
    }
  }
  return [
    ...settingRoutes({ db, now, ledgerTitle }),
    defineRoute({
      method: 'GET',
      path: '/api/notices',
      summary: 'One’s notices: what is unread first, by importance, then the newest',
      access: { kind: 'scoped', by: 'notice' },
      query: z.object({
        archived: z.stringbool().default(false),
        unread: z.stringbool().default(false),
        importance: z.coerce.number().pipe(Importance).optional(),
        noticeKind: NoticeKind.optional(),
        entry: z.uuid().optional(),
        together: z.stringbool().default(false),
        page: z.coerce.number().int().min(1).max(100_000).default(1),
        size: z.coerce.number().int().min(1).max(200).default(20),
      }),
      response: NoticePage,
      handler: async ({ actor, query, locale }) => {
        const { rows, ...counts } = await listNotices(db, actor, { ...query, kind: query.noticeKind })
        return { rows: rows.map((row) => present(row, locale)), ...counts }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/notices/unread-count',
      summary: 'How many of one’s notices are unread',
      access: own,
      response: UnreadCount,
      handler: async ({ actor }) => countUnread(db, actor),
    }),
    ...changeRoutes({ db, now }),
  ]
}

/** Reading and putting away. */
function changeRoutes({ db, now }: Pick<Deps, 'db' | 'now'>): Route[] {
  return [
    defineRoute({
      method: 'PUT',
      path: '/api/notices/:id/read',
      summary: 'Mark a notice as read',
      access: own,
      params: z.object({ id }),
      response: UnreadCount,
      handler: async ({ actor, params }) => {
        if (!(await markRead(db, actor, params.id, now()))) throw notFound()
        return countUnread(db, actor)
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
        return countUnread(db, actor)
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/notices/:id/archived',
      summary: 'Put a notice away, or bring it back',
      access: own,
      params: z.object({ id }),
      body: z.strictObject({ archived: z.boolean() }),
      response: UnreadCount,
      handler: async ({ actor, params, body }) => {
        if (!(await archiveNotice(db, actor, params.id, body.archived ? now() : null))) throw notFound()
        return countUnread(db, actor)
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/notices/archived',
      summary: 'Put away all that are read, up to one',
      access: own,
      body: z.strictObject({ upTo: z.number().int().positive() }),
      response: UnreadCount,
      handler: async ({ actor, body }) => {
        await archiveRead(db, actor, body.upTo, now())
        return countUnread(db, actor)
      },
    }),
  ]
}
