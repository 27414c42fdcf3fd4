import type { Database } from '#kernel/db/server'
import { defineRoute, type Route } from '#kernel/http/server'
import { type LocalText, translate } from '#kernel/i18n/model'
import { accountNames } from '#kernel/identity/server'
import { defaultSetting, NoticeSetting, SentNotices } from '#kernel/notices/model'
import { listSent, readSettings, saveSetting, type SentRow } from './setting-store.ts'

type Deps = { db: Database; now: () => Date; ledgerTitle: (code: string) => LocalText | undefined }

const own = { kind: 'signed_in', because: 'the caller’s own settings and what they sent themselves' } as const
const sentMax = 500

/** How one wants to be told, and who has read what one sent. */
export function settingRoutes({ db, ledgerTitle }: Deps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/notices/settings',
      summary: 'How the caller wants to be told',
      access: own,
      response: NoticeSetting,
      handler: async ({ actor }) =>
        (await readSettings(db, [actor.accountId])).get(actor.accountId) ?? defaultSetting,
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/notices/settings',
      summary: 'Sets summaries and hours of quiet',
      access: own,
      body: NoticeSetting,
      response: NoticeSetting,
      handler: async ({ actor, body }) => {
        await saveSetting(db, actor.accountId, body)
        return body
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/notices/sent',
      summary: 'What the caller reminded, supervised and circulated, with who has read it',
      access: { kind: 'scoped', by: 'notice' },
      response: SentNotices,
      handler: async ({ actor, locale }) => {
        const rows = await listSent(db, actor, sentMax)
        const names = await accountNames(db, [...new Set(rows.map(({ accountId }) => accountId))])
        const groups = [...Map.groupBy(rows, ({ source }) => source).values()]
        return {
          rows: groups.map((told) => {
            const { kind, ledger, entryId, params, at } = told[0] as SentRow
            const title = ledger === null ? '' : (ledgerTitle(ledger)?.[locale] ?? ledger)
            return {
              kind,
              text: translate(locale, `notices.${kind}`, { ...params, ledger: title }),
              entryId,
              at: at.toISOString(),
              readers: told.map(({ accountId, organisationId, readAt }) => ({
                name: names.get(accountId) ?? '',
                organisationId,
                readAt: readAt?.toISOString() ?? null,
              })),
            }
          }),
        }
      },
    }),
  ]
}
