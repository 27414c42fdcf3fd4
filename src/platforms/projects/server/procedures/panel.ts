import type { Actor } from '#kernel/http/model'
import type { LocalText } from '#kernel/i18n/model'
import { blankState, type EntryState, mayTake } from '#kernel/ledgers/model'
import { type Engine, readStatesWhere } from '#kernel/ledgers/server'
import type { ProcedurePanel } from '../../model/procedures/panel-answers.ts'
import { appliedOf, recordsOf } from '../../model/procedures/records.ts'
import { progressIn, readNames, toLive } from './progress-reading.ts'
import { districtOf } from './template-routes.ts'
import { findVersions, listVersions } from './template-store.ts'

export type PanelDeps = {
  engine: Engine
  organisationNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, LocalText>>
}

/** Whether an actor may open approvals for a project, by the ledger's own rule. */
export function mayStart(engine: Engine, actor: Actor, project: EntryState): boolean {
  const known = engine.book.find('approval')
  if (!known) return false
  const { definition } = engine.book.current(known)
  const action = definition.actions.find(({ word }) => word === 'register')
  const place = { ...blankState(project.id), ledger: 'approval', divisionCode: project.divisionCode }
  return project.isOpen && action !== undefined && mayTake(place, action, actor).ok
}

/** What can start today, what waits, what runs and what is done, of a project that the actor may see. */
export async function readPanel(
  { engine, organisationNames }: PanelDeps,
  actor: Actor,
  project: EntryState,
): Promise<ProcedurePanel> {
  const { db } = engine.handle
  const applied = appliedOf(project.values)
  const named = applied ? [{ code: applied.template, version: applied.version }] : []
  const [[version], inForce, approvals] = await Promise.all([
    findVersions(db, named),
    listVersions(db, districtOf({ divisions: [project.divisionCode] })),
    readStatesWhere(engine, actor, 'approval', 'project', [project.id]),
  ])
  const nameOf = await readNames(organisationNames, approvals, actor)
  const live = approvals
    .toSorted((a, b) => (a.openedAt ?? '').localeCompare(b.openedAt ?? ''))
    .flatMap((state) => toLive(state, nameOf, engine.clock.now()))
  const template = version?.template
  const newest = inForce.find((one) => one.template.code === applied?.template)?.template
  const records = recordsOf(project.values)
  const inTemplate = new Set(template?.procedures.map(({ code }) => code) ?? [])
  const known = engine.book.get('project')
  const action = engine.book.action(engine.book.version(known, project.version), 'apply_template')
  return {
    project: { id: project.id, seq: project.seq, name: project.title },
    can: { apply: mayTake(project, action, actor).ok, start: mayStart(engine, actor, project) },
    applied:
      applied && template
        ? {
            template,
            lane: applied.lane,
            answers: applied.answers,
            newer: newest && newest.version > template.version ? newest : null,
          }
        : null,
    procedures: template ? progressIn(engine, project, template, live) : [],
    others: records
      .filter(({ code, applicable }) => !applicable || code === null || !inTemplate.has(code))
      .map(({ code, name, applicable, done }) => ({ code, name, applicable, done })),
  }
}
