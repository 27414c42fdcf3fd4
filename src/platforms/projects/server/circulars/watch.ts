import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { readStates } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import type { WatchAsked } from '../../model/circulars/desk.ts'
import { candidatesOf, type DeskDeps, readWatched } from './desk.ts'

/**
 * Puts dates of plans under watch, all or none; which are to be watched is read again, so that none is watched twice.
 * @throws AppError 404 for one that is not to be watched, or out of reach
 */
export async function watchNodes(
  deps: DeskDeps,
  actor: Actor,
  { organisationId, nodes }: WatchAsked,
  clientKey: string,
): Promise<number> {
  const { engine } = deps
  const now = engine.clock.now()
  const projects = await readStates(engine, actor, 'project')
  const all = await readWatched(engine, actor, { since: new Date(0) })
  const open = await candidatesOf(deps, actor, projects, all, shanghaiDate(now))
  const invented = new Set(projects.flatMap(({ id, values }) => (values.demonstration === true ? [id] : [])))
  const requests = nodes.map(({ projectId, node }) => {
    const found = open.find((one) => one.projectId === projectId && one.node === node)
    if (!found) throw notFound()
    const { project, label, dueOn, divisionCode } = found
    return {
      ledger: 'supervision_node',
      action: 'register',
      divisionCode,
      input: {
        title: `${project} · ${label}`,
        project: projectId,
        kind: 'milestone',
        node,
        dueOn,
        organisationId,
        ...(invented.has(projectId) ? { demonstration: true } : {}),
      },
    }
  })
  const { results } = await engine.perform(actor, requests, clientKey)
  return results.length
}
