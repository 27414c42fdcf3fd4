import type { Actor } from '#kernel/http/model'
import type { SessionAnswer } from '#kernel/identity/model'
import type { Locale } from '#kernel/i18n/model'
import { findLogin, type HeldPosition, listHeldPositions } from './account-store.ts'
import type { Identity } from './identity.ts'

/** What the pages are told of who is signed in, in the language they are shown in. */
export async function describeSession(
  identity: Identity,
  actor: Actor,
  positionId: number,
  locale: Locale,
): Promise<SessionAnswer> {
  const [login, held] = await Promise.all([
    findLogin(identity.db, actor.accountId),
    listHeldPositions(identity.db, [actor.accountId], identity.now()),
  ])
  const describe = (position: HeldPosition) => ({
    id: position.id,
    title: position.title[locale],
    organisation: { id: position.organisationId, name: position.organisationName[locale] },
    role: position.role,
    divisions: position.divisions.map((code) => {
      const division = identity.divisions.find(code)
      return { code, name: (locale === 'en' ? division?.nameEn : division?.name) ?? code }
    }),
  })
  const current = held.find(({ id }) => id === positionId)
  if (!current) throw new Error(`position ${positionId} of account ${actor.accountId} does not stand`)
  return {
    account: { id: actor.accountId, name: actor.name, loginName: login.loginName },
    position: describe(current),
    positions: held.map(describe),
    rights: current.rights,
    locale,
    demonstration: identity.demonstration,
  }
}
