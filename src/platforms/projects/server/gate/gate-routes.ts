import { z } from 'zod'
import { AppError, notFound } from '#kernel/errors/model'
import { defineRoute, noContent, type Route } from '#kernel/http/server'
import type { Engine } from '#kernel/ledgers/server'
import { readSheet } from '#kernel/registry/server'
import {
  CatalogueAnswer,
  ExaminationAnswer,
  GateAnswer,
  GateDraftAnswer,
  GateDraftBody,
  GatePublishBody,
  GateTrial,
  GateVersionAnswer,
  ProjectGateAnswer,
} from '../../model/gate/answers.ts'
import { readCatalogue } from '../../model/gate/catalogue-list.ts'
import { examine, gateFactsOf } from '../../model/gate/examine.ts'
import type { GateContent } from '../../model/gate/rules.ts'
import type { EntryGate } from './entry-gate.ts'
import { deleteDraft, readDraft, saveDraft, type StoredVersion } from './gate-store.ts'
import { presentExamination, projectGate } from './project-gate.ts'

export type GateRouteDeps = {
  engine: Engine
  gate: EntryGate
  template: GateContent
  accountNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>
}

const open = {
  kind: 'signed_in',
  because: 'the rules are the same for everyone who brings a project',
} as const
const office = { ...open, right: 'ledgers.import' } as const

/** 项目准入关 (F05): the rules in force and before, a trial, the draft of the next version, a project before them. */
export function gateRoutes(deps: GateRouteDeps): Route[] {
  return [
    readRoute(deps),
    versionRoute(deps),
    trialRoute(deps),
    ...draftRoutes(deps),
    publishRoute(deps),
    catalogueRoute(),
    projectRoute(deps),
  ]
}

async function presentVersions({ accountNames }: GateRouteDeps, versions: readonly StoredVersion[]) {
  const names = await accountNames([...new Set(versions.map(({ accountId }) => accountId))])
  return versions.map(({ accountId, ...version }) => ({ ...version, by: names.get(accountId) ?? '' }))
}

const readRoute = (deps: GateRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/gate',
    summary: 'The entry gate: the rules in force, and who published which version when and why',
    access: open,
    response: GateAnswer,
    handler: async () => {
      const versions = await presentVersions(deps, deps.gate.versions())
      const [current = null] = versions
      return { current, versions: versions.map(({ content: _content, since: _since, ...rest }) => rest) }
    },
  })

const versionRoute = (deps: GateRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/gate/versions/:version',
    summary: 'The rules as one version had them: they explain what was decided by it',
    access: open,
    params: z.object({ version: z.coerce.number().int().min(1).max(1_000_000) }),
    response: GateVersionAnswer,
    handler: async ({ params }) => {
      const version = deps.gate.get(params.version)
      if (!version) throw notFound()
      return (await presentVersions(deps, [version]))[0]
    },
  })

const trialRoute = ({ gate, engine }: GateRouteDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/gate/trial',
    summary: 'What the rules in force would say of a project with these facts; nothing is registered',
    access: open,
    body: GateTrial,
    response: ExaminationAnswer,
    handler: ({ body }) => {
      const table = gate.at(engine.clock.now().toISOString())
      if (!table) throw notFound()
      const { divisionCode, ...facts } = body
      const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
      const asked = gateFactsOf(known, divisionCode ?? '')
      if (!divisionCode) delete asked.divisionCode
      return presentExamination(table.version, examine(table, asked))
    },
  })

function draftRoutes(deps: GateRouteDeps): Route[] {
  const { engine, template, accountNames } = deps
  const { db } = engine.handle
  return [
    defineRoute({
      method: 'GET',
      path: '/api/projects/gate/draft',
      summary: 'The draft of the next version, and the rules that the pages name to start from',
      access: office,
      response: GateDraftAnswer,
      handler: async () => {
        const draft = await readDraft(db)
        if (!draft) return { draft: null, template }
        const { accountId, savedAt, ...rest } = draft
        const by = (await accountNames([accountId])).get(accountId) ?? ''
        return { draft: { ...rest, savedAt: savedAt.toISOString(), by }, template }
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/projects/gate/draft',
      summary: 'Saves the draft; refused where somebody else saved it meanwhile',
      access: office,
      body: GateDraftBody,
      bodyLimit: 8 * 1024 * 1024,
      response: z.strictObject({ revision: z.number().int() }),
      handler: async ({ actor, body }) => {
        const saved = await db
          .transaction()
          .execute((tx) => saveDraft(tx, body.content, body.revision, actor.accountId, engine.clock.now()))
        if (!saved) throw new AppError('projects.gate_draft_changed', { status: 409 })
        return { revision: body.revision + 1 }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/projects/gate/draft',
      summary: 'Gives the draft up',
      access: office,
      handler: async () => {
        await db.transaction().execute(deleteDraft)
        return noContent()
      },
    }),
  ]
}

const publishRoute = ({ gate, engine }: GateRouteDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/gate/versions',
    summary: 'Publishes the draft as the next version, with a reason',
    access: office,
    body: GatePublishBody,
    response: z.strictObject({ version: z.number().int() }),
    handler: async ({ actor, body }) => ({
      version: await gate.publish({ ...body, accountId: actor.accountId, at: engine.clock.now() }),
    }),
  })

const listMax = 4 * 1024 * 1024

const catalogueRoute = (): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/gate/catalogue',
    summary: 'Reads a catalogue (.xlsx, .csv), the body being its content: its rows, and the faults by row',
    access: office,
    query: z.object({ name: z.string().trim().min(1).max(200) }),
    response: CatalogueAnswer,
    stream: true,
    handler: async ({ query, stream }) => {
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length
        if (size > listMax) throw new AppError('http.too_large', { status: 413, params: { limit: listMax } })
        chunks.push(chunk)
      }
      const { headings, rows, firstRow } = await readSheet(query.name, Buffer.concat(chunks))
      return readCatalogue(headings, rows, firstRow)
    },
  })

const projectRoute = (deps: GateRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/gate/of/:entryId',
    summary:
      'A project before the gate: what was decided, by which rules, and what the rules of now would say',
    access: { kind: 'scoped', by: 'entry' },
    params: z.object({ entryId: z.uuid() }),
    response: ProjectGateAnswer,
    handler: async ({ actor, params }) => {
      const { state } = await deps.engine.get(actor, params.entryId)
      if (state.ledger !== 'project') throw notFound()
      return projectGate(deps, state)
    },
  })
