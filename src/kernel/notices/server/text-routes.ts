import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { accountNames } from '#kernel/identity/server'
import {
  type NoticeText,
  NoticeTextList,
  NoticeTextUpdate,
  OutgoingKind,
  outgoingKinds,
  OutgoingLocale,
} from '../model/outgoing-text.ts'
import type { SendingDeps } from './sending.ts'
import { insertText, listTexts } from './text-store.ts'
import { ownText } from './webhook.ts'

const manage = {
  kind: 'signed_in',
  because: 'the words of notices that go outside, which name nobody',
  right: 'notices.manage',
} as const

/** What notices that go outside say: the program's words, or the office's own, version by version. */
export function textRoutes(deps: Pick<SendingDeps, 'db' | 'now'>): Route[] {
  const { db, now } = deps
  return [
    defineRoute({
      method: 'GET',
      path: '/api/notice-texts',
      summary: 'What goes out for each kind of notice, in both languages',
      access: manage,
      response: NoticeTextList,
      handler: () => readTexts(deps),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/notice-texts/:outgoingKind/:outgoingLocale',
      summary:
        'Says what goes out for a kind of notice from now on, or lets the program’s own words stand again',
      access: manage,
      params: z.object({ outgoingKind: OutgoingKind, outgoingLocale: OutgoingLocale }),
      body: NoticeTextUpdate,
      response: NoticeTextList,
      handler: async ({ actor, params: { outgoingKind: kind, outgoingLocale: locale }, body }) => {
        const version = body.expectedVersion + 1
        const row = { kind, locale, version, text: body.text, accountId: actor.accountId, at: now() }
        if (!(await insertText(db, row))) throw new AppError('notices.text_changed', { status: 409 })
        return readTexts(deps)
      },
    }),
  ]
}

async function readTexts({ db }: Pick<SendingDeps, 'db'>): Promise<NoticeTextList> {
  const changed = await listTexts(db)
  const names = await accountNames(db, [...new Set(changed.map(({ accountId }) => accountId))])
  const rows = outgoingKinds.flatMap((kind) =>
    OutgoingLocale.options.map((locale): NoticeText => {
      const last = changed.find((row) => row.kind === kind && row.locale === locale)
      const own = ownText(kind, locale)
      return {
        kind,
        locale,
        text: last?.text ?? own,
        own,
        version: last?.version ?? 0,
        changedBy: last ? (names.get(last.accountId) ?? '') : null,
        changedAt: last?.at.toISOString() ?? null,
      }
    }),
  )
  return { rows }
}
