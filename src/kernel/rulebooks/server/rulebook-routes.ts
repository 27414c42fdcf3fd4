import { z } from 'zod'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, noContent, type Route } from '#kernel/http/server'
import {
  DraftInput,
  PublishInput,
  RulebookAnswer,
  RuleChangesAnswer,
  RuleEffect,
  RuleVersionAnswer,
} from '../model/answers.ts'
import { ruleChanges } from '../model/rule-changes.ts'
import { mayEdit, RulebookId, type RuleVersion } from '../model/rulebook.ts'
import { checkBody, publishDraft } from './publish.ts'
import { type DraftRow, dropDraft, findDraft, saveDraft } from './rulebook-store.ts'
import type { OpenRulebook, Rulebooks } from './rulebooks.ts'

/** What a book's platform does beside keeping versions. */
export type RulebookHooks = {
  /** What a draft would judge otherwise, of what the actor may see. */
  effect?: (actor: Actor, draft: unknown) => Promise<RuleEffect>
  /** What has to follow at once when a version was published; done again, it changes nothing. */
  published?: (actor: Actor) => Promise<void>
}

export type RulebookDeps = {
  rulebooks: Rulebooks
  accountNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>
  isDistrict: (code: string) => boolean
  /** By the book's id. */
  hooks: Readonly<Record<string, RulebookHooks>>
}

const Book = z.object({ book: RulebookId })
const OfDistrict = z.object({
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
})
type Asked = { actor: Actor; params: { book: string }; query: { district?: string | undefined } }

const open = {
  kind: 'signed_in',
  because: 'a rule is the same for everyone who reads what comes of it',
} as const
const changing = {
  kind: 'signed_in',
  because:
    'a rule concerns no single entry; each book says which right changes it, and the handler asks for it',
} as const

/** Rules that are data: read, drafted, compared with the one in force, published with a reason. */
export function rulebookRoutes(deps: RulebookDeps): Route[] {
  return [
    readRoute(deps),
    versionsRoute(deps),
    versionChangesRoute(deps),
    draftRoute(deps),
    dropRoute(deps),
    differenceRoute(deps),
    effectRoute(deps),
    publishRoute(deps),
  ]
}

type Found = { book: OpenRulebook; district: string; editable: boolean }

/** The book that is asked for, of one's own districts where each has its own. */
function findBook({ rulebooks, isDistrict }: RulebookDeps, { actor, params, query }: Asked): Found {
  const book = rulebooks.find(params.book)
  const { district = '' } = query
  if (!book || (book.declared.per === 'district') !== (district !== '')) throw notFound()
  const within = actor.divisions.some((root) => root.startsWith(district))
  if (district !== '' && (!isDistrict(district) || !within)) throw notFound()
  return { book, district, editable: mayEdit(book.declared, actor, district) }
}

function findEditable(deps: RulebookDeps, asked: Asked): Omit<Found, 'editable'> {
  const { editable, ...found } = findBook(deps, asked)
  if (!editable) throw new AppError('http.forbidden', { status: 403 })
  return found
}

async function draftOf(
  { rulebooks }: RulebookDeps,
  { book, district }: Omit<Found, 'editable'>,
): Promise<DraftRow> {
  const draft = await findDraft(rulebooks.handle.db, { book: book.declared.id, district })
  if (!draft) throw new AppError('rulebooks.no_draft', { status: 409 })
  return draft
}

type Names = ReadonlyMap<number, string>
const present = (
  { version, body, reason, inForceFrom, accountId }: RuleVersion,
  names: Names,
): RuleVersionAnswer => ({
  version,
  body,
  reason,
  inForceFrom: inForceFrom?.toISOString() ?? null,
  by: accountId === null ? null : (names.get(accountId) ?? `#${accountId}`),
})

const readRoute = (deps: RulebookDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/rulebooks/:book',
    summary: 'A rule as it is in force, and for who may change it the draft of the next version',
    access: open,
    params: Book,
    query: OfDistrict,
    response: RulebookAnswer,
    handler: async (asked) => {
      const { book, district, editable } = findBook(deps, asked)
      const rule = book.now(district)
      const place = { book: book.declared.id, district }
      const draft = editable ? await findDraft(deps.rulebooks.handle.db, place) : undefined
      const names = await deps.accountNames([rule.accountId ?? 0, draft?.accountId ?? 0])
      return {
        title: book.declared.title,
        rule: present(rule, names),
        draft: draft
          ? {
              body: draft.body,
              revision: draft.revision,
              savedAt: draft.savedAt.toISOString(),
              by: names.get(draft.accountId) ?? `#${draft.accountId}`,
            }
          : null,
        can: { edit: editable },
      }
    },
  })

const versionsRoute = (deps: RulebookDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/rulebooks/:book/versions',
    summary: 'Every version of a rule, by whom, since when and why, the newest first',
    access: open,
    params: Book,
    query: OfDistrict,
    response: z.array(RuleVersionAnswer.omit({ body: true })),
    handler: async (asked) => {
      const { book, district } = findBook(deps, asked)
      const versions = book.published(district)
      const names = await deps.accountNames(versions.map(({ accountId }) => accountId ?? 0))
      return versions.map((version) => {
        const { body: _, ...rest } = present(version, names)
        return rest
      })
    },
  })

const versionChangesRoute = (deps: RulebookDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/rulebooks/:book/versions/:version/changes',
    summary: 'What a version of a rule says otherwise than the one before it',
    access: open,
    params: Book.extend({ version: z.coerce.number().int().min(1).max(1_000_000) }),
    query: OfDistrict,
    response: RuleChangesAnswer,
    handler: (asked) => {
      const { book, district } = findBook(deps, asked)
      const versions = book.published(district)
      const index = versions.findIndex(({ version }) => version === asked.params.version)
      const found = versions[index]
      if (!found) throw notFound()
      const before = versions[index + 1]?.body ?? book.declared.first
      return { changes: ruleChanges(book.declared, before, found.body) }
    },
  })

const draftRoute = (deps: RulebookDeps): Route =>
  defineRoute({
    method: 'PUT',
    path: '/api/rulebooks/:book/draft',
    summary: 'Keeps the draft of the next version; nothing is judged by it yet',
    access: changing,
    params: Book,
    query: OfDistrict,
    body: DraftInput,
    handler: async (asked) => {
      const { book, district } = findEditable(deps, asked)
      const { expectedRevision, body } = asked.body
      const saved = await saveDraft(deps.rulebooks.handle.db, {
        book: book.declared.id,
        district,
        body: checkBody(book, district, body, asked.locale),
        expectedRevision,
        accountId: asked.actor.accountId,
        at: deps.rulebooks.clock.now(),
      })
      if (!saved) throw new AppError('rulebooks.draft_changed', { status: 409 })
      return noContent()
    },
  })

const dropRoute = (deps: RulebookDeps): Route =>
  defineRoute({
    method: 'DELETE',
    path: '/api/rulebooks/:book/draft',
    summary: 'Lets go of the draft, if it is still the one that was seen',
    access: changing,
    params: Book,
    query: OfDistrict.extend({ revision: z.coerce.number().int().min(0) }),
    handler: async (asked) => {
      const { book, district } = findEditable(deps, asked)
      const place = { book: book.declared.id, district }
      if (!(await dropDraft(deps.rulebooks.handle.db, place, asked.query.revision)))
        throw new AppError('rulebooks.draft_changed', { status: 409 })
      return noContent()
    },
  })

const differenceRoute = (deps: RulebookDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/rulebooks/:book/difference',
    summary: 'What the draft says otherwise than the rule in force, path by path',
    access: changing,
    params: Book,
    query: OfDistrict,
    response: RuleChangesAnswer,
    handler: async (asked) => {
      const found = findEditable(deps, asked)
      const { book, district } = found
      const draft = checkBody(book, district, (await draftOf(deps, found)).body, asked.locale)
      return { changes: ruleChanges(book.declared, book.now(district).body, draft) }
    },
  })

const effectRoute = (deps: RulebookDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/rulebooks/:book/effect',
    summary: 'What the draft would judge otherwise of what one may see, where the rule judges anything',
    access: { kind: 'scoped', by: 'entry' },
    params: Book,
    query: OfDistrict,
    response: RuleEffect,
    handler: async (asked) => {
      const found = findEditable(deps, asked)
      const { book, district } = found
      const effect = deps.hooks[book.declared.id]?.effect
      if (!effect) throw notFound()
      return effect(asked.actor, checkBody(book, district, (await draftOf(deps, found)).body, asked.locale))
    },
  })

const publishRoute = (deps: RulebookDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/rulebooks/:book/versions',
    summary: 'Publishes the draft with its reason: it holds from now on',
    access: changing,
    clientKey: true,
    params: Book,
    query: OfDistrict,
    body: PublishInput,
    response: RuleVersionAnswer,
    handler: async (asked) => {
      const { book, district } = findEditable(deps, asked)
      const { actor, locale, clientKey } = asked
      const version = await publishDraft(deps.rulebooks, book, {
        ...asked.body,
        district,
        accountId: actor.accountId,
        locale,
        clientKey,
      })
      await deps.hooks[book.declared.id]?.published?.(actor)
      return present(version, await deps.accountNames([actor.accountId]))
    },
  })
