import { z } from 'zod'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { created, defineRoute, noContent, type Route } from '#kernel/http/server'
import { type Engine, readStates } from '#kernel/ledgers/server'
import { appliedOf } from '../../model/procedures/records.ts'
import { ProcedureTemplate, StepCode } from '../../model/procedures/template.ts'
import {
  TemplateAnswer,
  TemplateList,
  type TemplateVersion,
} from '../../model/procedures/template-answers.ts'
import { faultParams, readTemplate, type TemplateFault } from '../../model/procedures/template-faults.ts'
import {
  addVersion,
  deleteDraft,
  type Draft,
  listDrafts,
  listVersions,
  lockDraft,
  type PublishedTemplate,
  saveDraft,
} from './template-store.ts'

export type TemplateDeps = {
  engine: Engine
  accountNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>
}

/** What a project office may do with its district's templates. */
export const manageRight = 'procedures.manage'
const read = { kind: 'scoped', by: 'division' } as const
const manage = { kind: 'scoped', by: 'division', right: manageRight } as const
const Code = z.object({ template: StepCode })
const draftMax = 1024 * 1024

/** 手续模板: read by everyone in a district, worked on by its project office. */
export function templateRoutes(deps: TemplateDeps): Route[] {
  return [
    listRoute(deps),
    templateRoute(deps),
    versionRoute(deps),
    draftRoute(deps),
    discardRoute(deps),
    publishRoute(deps),
  ]
}

/** The district whose templates an actor's are: of its first root. */
export const districtOf = ({ divisions }: Pick<Actor, 'divisions'>): string =>
  (divisions[0] ?? '').slice(0, 6)

/** Only who acts over the whole district writes for it. */
const mayManage = (actor: Actor): boolean =>
  actor.rights.includes(manageRight) && actor.divisions.includes(districtOf(actor))

function refuseOthers(actor: Actor): void {
  if (!mayManage(actor)) throw new AppError('projects.template_not_yours', { status: 403 })
}

const listRoute = ({ engine, accountNames }: TemplateDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/procedure-templates',
    summary: 'The templates of procedures of one’s district, with how many projects have them',
    access: read,
    response: TemplateList,
    handler: async ({ actor }) => {
      const { db } = engine.handle
      const versions = Map.groupBy(await listVersions(db, districtOf(actor)), ({ template }) => template.code)
      const manages = mayManage(actor)
      const drafts = new Set(manages ? (await listDrafts(db, districtOf(actor))).map(({ code }) => code) : [])
      const applied = (await readStates(engine, actor, 'project')).flatMap(
        ({ values }) => appliedOf(values) ?? [],
      )
      const names = await accountNames([...versions.values()].flatMap(([newest]) => newest?.accountId ?? []))
      const templates = [...new Set([...versions.keys(), ...drafts])].map((code) => {
        const newest = versions.get(code)?.[0]
        const having = applied.filter(({ template }) => template === code)
        return {
          code,
          title: newest?.template.title ?? null,
          current: newest ? toVersion(newest, names) : null,
          procedures: newest?.template.procedures.length ?? 0,
          milestones: newest?.template.milestones.length ?? 0,
          projects: having.length,
          outdated: having.filter(({ version }) => version < (newest?.template.version ?? 0)).length,
          hasDraft: drafts.has(code),
        }
      })
      return { can: { manage: manages }, templates }
    },
  })

function toVersion(
  { template, district, reason, accountId, publishedAt }: PublishedTemplate,
  names: ReadonlyMap<number, string>,
): TemplateVersion {
  return {
    version: template.version,
    shipped: district === null,
    reason,
    by: accountId === null ? null : (names.get(accountId) ?? null),
    publishedAt: publishedAt.toISOString(),
  }
}

const templateRoute = ({ engine, accountNames }: TemplateDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/procedure-templates/:template',
    summary: 'A template as it is in force, its history, and the draft of who may work on it',
    access: read,
    params: Code,
    response: TemplateAnswer,
    handler: async ({ actor, params }) => {
      const { db } = engine.handle
      const district = districtOf(actor)
      const versions = (await listVersions(db, district)).filter(
        ({ template }) => template.code === params.template,
      )
      const manages = mayManage(actor)
      const draft = manages
        ? (await listDrafts(db, district)).find(({ code }) => code === params.template)
        : undefined
      if (versions.length === 0 && !draft) throw notFound()
      const names = await accountNames([
        ...versions.flatMap(({ accountId }) => accountId ?? []),
        ...(draft ? [draft.accountId] : []),
      ])
      return {
        code: params.template,
        can: { manage: manages },
        current: versions[0]?.template ?? null,
        versions: versions.map((version) => toVersion(version, names)),
        draft: draft ? toDraft(draft, names) : null,
      }
    },
  })

function toDraft({ basedOn, revision, body, accountId, savedAt }: Draft, names: ReadonlyMap<number, string>) {
  return {
    basedOn,
    revision,
    body: body as z.infer<ReturnType<typeof z.json>>,
    by: names.get(accountId) ?? null,
    savedAt: savedAt.toISOString(),
  }
}

const versionRoute = ({ engine }: TemplateDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/procedure-templates/:template/versions/:version',
    summary: 'One version of a template, as it was published',
    access: read,
    params: Code.extend({ version: z.coerce.number().int().min(1).max(1_000_000) }),
    response: ProcedureTemplate,
    handler: async ({ actor, params }) => {
      const versions = await listVersions(engine.handle.db, districtOf(actor))
      const found = versions.find(
        ({ template }) => template.code === params.template && template.version === params.version,
      )
      if (!found) throw notFound()
      return found.template
    },
  })

const Faults = z.strictObject({
  revision: z.int(),
  faults: z.array(z.strictObject({ path: z.string(), code: z.string(), names: z.array(z.string()) })),
})

const draftRoute = ({ engine }: TemplateDeps): Route =>
  defineRoute({
    method: 'PUT',
    path: '/api/projects/procedure-templates/:template/draft',
    summary: 'Saves the draft of a template over the revision that was seen, and says what is wrong with it',
    access: manage,
    params: Code,
    body: z.strictObject({ revision: z.int().min(0), basedOn: z.int().nullable(), body: z.json() }),
    bodyLimit: draftMax,
    response: Faults,
    handler: async ({ actor, params, body }) => {
      refuseOthers(actor)
      const saved = await saveDraft(engine.handle.db, districtOf(actor), body.revision, {
        code: params.template,
        basedOn: body.basedOn,
        body: body.body,
        accountId: actor.accountId,
        savedAt: engine.clock.now(),
      })
      if (!saved) throw new AppError('projects.draft_changed_meanwhile', { status: 409 })
      return { revision: body.revision + 1, faults: readTemplate(body.body).faults }
    },
  })

const discardRoute = ({ engine }: TemplateDeps): Route =>
  defineRoute({
    method: 'DELETE',
    path: '/api/projects/procedure-templates/:template/draft',
    summary: 'Throws the draft of a template away',
    access: manage,
    params: Code,
    handler: async ({ actor, params }) => {
      refuseOthers(actor)
      if (!(await deleteDraft(engine.handle.db, districtOf(actor), params.template))) throw notFound()
      return noContent()
    },
  })

const publishRoute = ({ engine }: TemplateDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/procedure-templates/:template/versions',
    summary: 'Publishes the draft as the district’s next version, with a reason; a faulty one is refused',
    access: manage,
    params: Code,
    body: z.strictObject({ revision: z.int().min(1), reason: z.string().trim().min(2).max(400) }),
    response: ProcedureTemplate,
    handler: async ({ actor, params, body }) => {
      refuseOthers(actor)
      const district = districtOf(actor)
      const published = await engine.handle.db.transaction().execute(async (tx) => {
        const draft = await lockDraft(tx, district, params.template)
        if (!draft) throw notFound()
        if (draft.revision !== body.revision)
          throw new AppError('projects.draft_changed_meanwhile', { status: 409 })
        const read = readTemplate(draft.body)
        if (!read.body) throw faulty(read.faults)
        const version = await addVersion(tx, {
          code: params.template,
          district,
          body: read.body,
          reason: body.reason,
          accountId: actor.accountId,
          at: engine.clock.now(),
        })
        await deleteDraft(tx, district, params.template)
        return { ...read.body, code: params.template, version }
      })
      return created(published)
    },
  })

function faulty(faults: readonly TemplateFault[]): AppError {
  return new AppError('projects.template_faulty', {
    params: { count: faults.length },
    items: faults.map((fault) => ({ path: fault.path, code: fault.code, params: faultParams(fault) })),
  })
}
