import { z } from 'zod'
import { notFound } from '#kernel/errors/model'
import { defineRoute, type Route } from '#kernel/http/server'
import type { Actor } from '#kernel/http/model'
import { collectionOf, objectKinds } from '#kernel/registry/model'
import { describeObjects, type ObjectRef } from '#kernel/registry/server'
import { shanghaiDate } from '#kernel/time/model'
import { SubjectEntries } from '../model/subject-entries.ts'
import type { Deps } from './ledger-routes.ts'
import { lightOf } from './light.ts'
import { entriesAbout, filesOf, openTasksOf, type SubjectRow } from './subject-store.ts'

const shownMax = 200

/** What ledgers hold on objects of the register, for the object's own page. */
export function subjectRoutes(deps: Deps): Route[] {
  return objectKinds.map((kind) =>
    defineRoute({
      method: 'GET',
      path: `/api/${collectionOf[kind]}/:id/entries`,
      summary: 'Entries of all ledgers that concern the object, of those that the caller may see',
      access: { kind: 'scoped', by: 'registry', right: 'registry.read' },
      params: z.object({ id: z.uuid() }),
      response: SubjectEntries,
      handler: ({ actor, params: { id } }) => readEntriesAbout(deps, actor, { kind, id }),
    }),
  )
}

/** @throws AppError http.not_found for an object that the actor may not see */
export async function readEntriesAbout(deps: Deps, actor: Actor, ref: ObjectRef): Promise<SubjectEntries> {
  const { engine } = deps
  const { db } = engine.handle
  const [card] = await describeObjects(db, actor, [ref], shanghaiDate(engine.clock.now()))
  if (!card || card.label === null) throw notFound()
  const asked = { objectId: ref.id, codes: engine.codes, limit: shownMax + 1 }
  const found = await entriesAbout(db, actor, asked)
  const rows = found.slice(0, shownMax)
  const ids = rows.map(({ id }) => id)
  return {
    groups: await grouped(deps, rows),
    files: await filesOf(db, ids, actor.sensitivity),
    more: found.length > shownMax,
  }
}

async function grouped(
  { engine, directory }: Deps,
  rows: readonly SubjectRow[],
): Promise<SubjectEntries['groups']> {
  const now = engine.clock.now()
  const tasks = await openTasksOf(
    engine.handle.db,
    rows.map(({ id }) => id),
  )
  const names = await directory.organisations([...new Set(tasks.map((task) => task.organisationId))])
  const present = (row: SubjectRow) => {
    const { definition } = engine.book.version(engine.book.getById(row.ledgerId), row.version)
    const plain = (text: string) => ({ 'zh-CN': text, en: text })
    return {
      id: row.id,
      no: row.no,
      title: row.title,
      stage: definition.stages.find(({ id }) => id === row.stage)?.label ?? plain(row.stage),
      isOpen: row.isOpen,
      openedAt: row.openedAt.toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
      light: row.isOpen ? lightOf(row.dueAt, row.amberAt, now) : null,
      tasks: tasks
        .filter(({ entryId }) => entryId === row.id)
        .map((task) => {
          const name = names.get(task.organisationId)
          return {
            id: task.id,
            label: definition.tasks.find(({ kind }) => kind === task.kind)?.label ?? plain(task.kind),
            organisation: name ? { id: task.organisationId, name } : null,
            dueAt: task.dueAt?.toISOString() ?? null,
            light: lightOf(task.dueAt, task.amberAt, now),
          }
        }),
    }
  }
  return [...new Set(rows.map(({ ledgerId }) => ledgerId))].map((ledgerId) => {
    const known = engine.book.getById(ledgerId)
    return {
      ledger: known.code,
      title: engine.book.current(known).definition.title,
      entries: rows.filter((row) => row.ledgerId === ledgerId).map(present),
    }
  })
}
