import { z } from 'zod'
import { notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { shanghaiDate } from '#kernel/time/model'
import {
  AssignBody,
  type Assignment,
  BuildingDetail,
  BuildingPage,
  CellCode,
  CellDetail,
  CellList,
  type CellRow,
  Changed,
  Day,
  DivisionScope,
  EndBody,
  HandedOver,
  HandoverBody,
  HeadBody,
  type RosterChange,
  rosterRight,
  Staff,
} from '../../../model/cells/people/people.ts'
import { listBuildings, listHomes } from './building-store.ts'
import { setHead } from './buildings.ts'
import { listAssignments, listCells, listStaff } from './cell-store.ts'
import { listChanges } from './change-store.ts'
import { residenceRoutes } from './residence-routes.ts'
import { assign, endAssignment, handOver, type RosterDeps } from './roster.ts'

/** Whoever works with the register of a place may know who serves its cells; whoever plans them holds the right. */
const reader = { kind: 'scoped', by: 'division', right: 'registry.read' } as const
const planner = { kind: 'scoped', by: 'division', right: rosterRight } as const

export function peopleRoutes(deps: RosterDeps): Route[] {
  return [...cellRoutes(deps), ...assignmentRoutes(deps), ...buildingRoutes(deps), ...residenceRoutes(deps)]
}

const today = ({ clock }: RosterDeps) => shanghaiDate(clock.now())
const can = (actor: Actor) => ({ manage: hasRight(actor, rosterRight) })

/** The cells in reach on a day, with who serves each. */
export async function readCells(
  deps: RosterDeps,
  actor: Actor,
  { division, on = today(deps) }: { division?: string | undefined; on?: string | undefined },
): Promise<CellList> {
  const found = await listCells(deps.handle.db, actor, { division, on })
  const served = Map.groupBy(
    await listAssignments(deps.handle.db, actor, { on, division }),
    ({ cell }) => cell,
  )
  return { on, cells: found.map((cell) => withPeople(cell, served.get(cell.code) ?? [])), can: can(actor) }
}

function withPeople(cell: Omit<CellRow, 'workers' | 'leaders'>, served: readonly Assignment[]): CellRow {
  const of = (duty: Assignment['duty']) => served.filter((one) => one.duty === duty)
  return { ...cell, workers: of('worker'), leaders: of('leader') }
}

function cellRoutes(deps: RosterDeps): Route[] {
  const { db } = deps.handle
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/cells',
      summary: 'The community cells in reach, with who serves each on a day',
      access: reader,
      query: z.object({ division: DivisionScope.optional(), on: Day.optional() }),
      response: CellList,
      handler: ({ actor, query }) => readCells(deps, actor, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/grid/cells/:gridCell',
      summary: 'A cell with who serves and served it, and every change with its reason',
      access: reader,
      params: z.object({ gridCell: CellCode }),
      response: CellDetail,
      handler: async ({ actor, params }) => {
        const on = today(deps)
        const [found] = await listCells(db, actor, { cell: params.gridCell, on })
        if (!found) throw notFound()
        const all = await listAssignments(db, actor, { cell: found.code })
        const stands = ({ from, to }: Assignment) => from <= on && (to === null || to > on)
        return {
          ...withPeople(found, all.filter(stands)),
          past: all.filter((one) => !stands(one)),
          changes: await listChanges(db, actor, ['assignment'], found.code),
          can: can(actor),
        }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/grid/staff',
      summary: 'Grid workers and leaders whose positions meet the caller’s reach',
      access: planner,
      response: z.array(Staff),
      handler: ({ actor }) => listStaff(db, actor, { on: today(deps), now: deps.clock.now() }),
    }),
  ]
}

function assignmentRoutes(deps: RosterDeps): Route[] {
  return [
    defineRoute({
      method: 'PUT',
      path: '/api/grid/assignments',
      summary: 'Gives cells to a grid worker or leader; what stands already stays',
      access: planner,
      body: AssignBody,
      response: Changed,
      handler: ({ actor, body }) => assign(deps, actor, body),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/grid/assignments/:assignmentId/end',
      summary: 'Ends an assignment with a day and a reason',
      access: planner,
      params: z.object({ assignmentId: z.uuid() }),
      body: EndBody,
      response: Changed,
      handler: ({ actor, params, body }) => endAssignment(deps, actor, params.assignmentId, body),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/grid/handovers',
      summary:
        'Hands the cells of one over to another on a day with what is to be done there, all or nothing',
      access: planner,
      body: HandoverBody,
      response: HandedOver,
      handler: ({ actor, body }) => handOver(deps, actor, body),
    }),
  ]
}

const BuildingParameters = z.object({
  division: DivisionScope.optional(),
  cell: CellCode.optional(),
  headless: z.stringbool().optional(),
  q: z.string().trim().min(1).max(60).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
})

/** Who it was is for who may see the person: the head is named beside, where that is so. */
const withoutPersons = ({ detail, ...change }: RosterChange): RosterChange => ({
  ...change,
  detail: { from: detail['from'] ?? null },
})

const Building = z.object({ buildingId: z.uuid() })

function buildingRoutes(deps: RosterDeps): Route[] {
  const { db } = deps.handle
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/buildings',
      summary: 'Buildings in reach, with their cell, households and head',
      access: reader,
      query: BuildingParameters,
      response: BuildingPage,
      handler: async ({ actor, query }) => ({
        ...(await listBuildings(db, actor, { ...query, on: today(deps) })),
        can: can(actor),
      }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/grid/buildings/:buildingId',
      summary: 'A building with the households tied to it, its head, and every change with its reason',
      access: reader,
      params: Building,
      response: BuildingDetail,
      handler: async ({ actor, params }) => {
        const wanted = { id: params.buildingId, on: today(deps), page: 1, size: 1 }
        const { rows } = await listBuildings(db, actor, wanted)
        const [row] = rows
        if (!row) throw notFound()
        return {
          ...row,
          homes: await listHomes(db, actor, row.id),
          changes: (await listChanges(db, actor, ['head'], row.id)).map(withoutPersons),
          can: can(actor),
        }
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/grid/buildings/:buildingId/head',
      summary: 'Says which resident speaks for a building from a day on',
      access: planner,
      params: Building,
      body: HeadBody,
      response: Changed,
      handler: ({ actor, params, body }) => setHead(deps, actor, params.buildingId, body),
    }),
  ]
}
