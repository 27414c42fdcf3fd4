import { z } from 'zod'
import { type Database, newId, type Tx } from '#kernel/db/server'
import { covers } from '#kernel/divisions/model'
import { AppError, notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { addDays, daysBetween, shanghaiDate } from '#kernel/time/model'
import {
  dutyGaps,
  DutyPreview,
  type DutyTemplate,
  PlanBody,
  planRange,
  PreviewBody,
  type Shift,
  TemplateBody,
} from '../../../model/cells/duty/duty.ts'
import { Changed, DivisionScope, rosterRight } from '../../../model/cells/people/people.ts'
import type { DutyDeps } from './duty-routes.ts'
import {
  insertShifts,
  listDutyPeople,
  listShifts,
  lockDuty,
  readTemplate,
  saveTemplate,
} from './duty-store.ts'
import { noteShift } from './note-shift.ts'

const planner = { kind: 'scoped', by: 'division', right: rosterRight } as const
/** As far back it is looked for who was on duty last. */
const turnDays = 31

/** Templates of duty, and what is planned by them. */
export function planRoutes(deps: DutyDeps): Route[] {
  return [
    defineRoute({
      method: 'PUT',
      path: '/api/grid/duty/templates/:code',
      summary:
        'Says by which template a division plans its duty: parts of the day, days, whose turn follows whose',
      access: planner,
      params: z.object({ code: DivisionScope }),
      body: TemplateBody,
      response: Changed,
      handler: ({ actor, params: { code }, body }) => setTemplate(deps, actor, code, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/grid/duty/previews',
      summary: 'What a plan would make of days, and what it leaves open; nothing is kept',
      access: planner,
      body: PreviewBody,
      response: DutyPreview,
      handler: async ({ actor, body }) => {
        const { people, held, planned } = await planOf(deps, deps.handle.db, actor, body)
        const names = new Map(people.map(({ accountId, name }) => [accountId, name]))
        const made = planned.map(({ day, part, accountId }) => ({
          day,
          part,
          name: names.get(accountId) ?? '',
          kept: false,
        }))
        const all = [...held.map(({ day, part, name }) => ({ day, part, name, kept: true })), ...made]
        return {
          days: daysBetween(deps.engine.calendar, body.from, body.to).map(({ date, class: kind }) => ({
            date,
            class: kind,
            shifts: all.flatMap(({ day, ...shift }) => (day === date ? [shift] : [])),
          })),
          added: planned.length,
          gaps: dutyGaps(deps.engine.calendar, body.from, body.to, all),
        }
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/grid/duty/plans',
      summary: 'Plans days by a template; parts of a day that somebody has already stay',
      access: planner,
      body: PlanBody,
      response: Changed,
      handler: ({ actor, body: { reason, ...asked } }) =>
        deps.handle.db.transaction().execute(async (tx) => {
          const { division, from, to, template } = asked
          await lockDuty(tx, division)
          const { planned, unchanged } = await planOf(deps, tx, actor, asked)
          const now = deps.clock.now()
          const shifts = planned.map((shift) => ({ ...shift, id: newId(now), divisionCode: division }))
          const changed = await insertShifts(tx, shifts)
          await saveTemplate(tx, division, template)
          const detail = { from, to, changed }
          await noteShift(tx, actor, now, { division, kind: 'planned', reason, detail })
          return { changed, unchanged }
        }),
    }),
  ]
}

async function setTemplate(
  deps: DutyDeps,
  actor: Actor,
  division: string,
  { template, reason }: TemplateBody,
): Promise<Changed> {
  return deps.handle.db.transaction().execute(async (tx) => {
    await peopleOf(deps, tx, actor, { division, template })
    await lockDuty(tx, division)
    const before = await readTemplate(tx, division)
    if (JSON.stringify(before) === JSON.stringify(template)) return { changed: 0, unchanged: 1 }
    await saveTemplate(tx, division, template)
    const noted = { division, kind: 'template', reason, detail: { before } }
    await noteShift(tx, actor, deps.clock.now(), noted)
    return { changed: 1, unchanged: 0 }
  })
}

type Asked = { division: string; template: DutyTemplate }

/** Those who may be on duty for the division. @throws AppError for a template that names anybody else */
async function peopleOf(deps: DutyDeps, db: Database | Tx, actor: Actor, { division, template }: Asked) {
  if (!covers(actor.divisions, division) || !deps.divisions.find(division)) throw notFound()
  const now = deps.clock.now()
  const people = await listDutyPeople(db, division, { on: shanghaiDate(now), now })
  const stranger = template.people.find((id) => !people.some(({ accountId }) => accountId === id))
  if (stranger !== undefined) throw new AppError('cells.not_of_this_division', { path: 'template.people' })
  return people
}

/** What is to be made, beside what is held; the turn goes on from who was on duty last. */
async function planOf(deps: DutyDeps, db: Database | Tx, actor: Actor, asked: PreviewBody) {
  const { division, from, to, template } = asked
  const people = await peopleOf(deps, db, actor, asked)
  const earlier = { division, from: addDays(from, -turnDays), to: addDays(from, -1) }
  const last = (await listShifts(db, actor, earlier)).findLast(({ accountId }: Shift) =>
    template.people.includes(accountId),
  )
  const held = await listShifts(db, actor, { division, from, to })
  const taken = new Set(held.map(({ day, part }) => `${day} ${part}`))
  const all = planRange(deps.engine.calendar, { from, to }, template, last?.accountId ?? null)
  const planned = all.filter(({ day, part }) => !taken.has(`${day} ${part}`))
  return { people, held, planned, unchanged: all.length - planned.length }
}
