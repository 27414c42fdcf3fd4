import { z } from 'zod'
import { covers } from '#kernel/divisions/model'
import { AppError, notFound } from '#kernel/errors/model'
import { type Actor, hasRight } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { translate } from '#kernel/i18n/model'
import { exportRight, type PlatformDeps } from '#kernel/ledgers/server'
import { makerOf, tableFrame, workbook } from '#kernel/reports/server'
import { shanghaiDate } from '#kernel/time/model'
import { daysOfMonth, DutyAnswer, dutyGaps, Month, Shift, SwapBody } from '../../../model/cells/duty/duty.ts'
import { Changed, DivisionScope, rosterRight } from '../../../model/cells/people/people.ts'
import { giveShift, listDutyPeople, listShifts, lockDuty, readTemplate } from './duty-store.ts'
import { noteShift } from './note-shift.ts'
import { planRoutes } from './plan-routes.ts'

export type DutyDeps = Pick<PlatformDeps, 'engine' | 'handle' | 'clock' | 'directory' | 'divisions'>

const reader = { kind: 'scoped', by: 'division', right: 'registry.read' } as const
const planner = { kind: 'scoped', by: 'division', right: rosterRight } as const
const DutyQuery = z.object({ division: DivisionScope, month: Month.optional() })

/** The roster of a month with its gaps; a division out of reach is not there. */
async function readDuty(
  deps: DutyDeps,
  actor: Actor,
  { division, month = shanghaiDate(deps.clock.now()).slice(0, 7) }: z.infer<typeof DutyQuery>,
): Promise<DutyAnswer> {
  const { db } = deps.handle
  if (!covers(actor.divisions, division) || !deps.divisions.find(division)) throw notFound()
  const now = deps.clock.now()
  const days = daysOfMonth(deps.engine.calendar, month)
  const [from = '', to = ''] = [days[0]?.date, days.at(-1)?.date]
  const shifts = await listShifts(db, actor, { division, from, to })
  const manage = hasRight(actor, rosterRight)
  return {
    division,
    month,
    days: days.map(({ date, class: kind }) => ({
      date,
      class: kind,
      shifts: shifts.filter(({ day }) => day === date),
    })),
    gaps: dutyGaps(deps.engine.calendar, from, to, shifts),
    now: await listShifts(db, actor, { division, at: now }),
    template: await readTemplate(db, division),
    people: manage ? await listDutyPeople(db, division, { on: shanghaiDate(now), now }) : [],
    can: { manage },
  }
}

export function dutyRoutes(deps: DutyDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/grid/duty',
      summary: 'Who is on duty for a division in a month, with what is missing and who is on duty now',
      access: reader,
      query: DutyQuery,
      response: DutyAnswer,
      handler: ({ actor, query }) => readDuty(deps, actor, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/grid/duty/now',
      summary: 'Who is on duty now wherever the caller reaches',
      access: reader,
      response: z.array(Shift),
      handler: ({ actor }) => listShifts(deps.handle.db, actor, { at: deps.clock.now() }),
    }),
    ...planRoutes(deps),
    swapRoute(deps),
    workbookRoute(deps),
  ]
}

const swapRoute = (deps: DutyDeps): Route =>
  defineRoute({
    method: 'PUT',
    path: '/api/grid/duty/shifts/:shiftId/swap',
    summary: 'Two on duty of one division change their shifts',
    access: planner,
    params: z.object({ shiftId: z.uuid() }),
    body: SwapBody,
    response: Changed,
    handler: ({ actor, params, body: { otherShiftId, reason } }) =>
      deps.handle.db.transaction().execute(async (tx) => {
        const [one] = await listShifts(tx, actor, { id: params.shiftId })
        if (!one) throw notFound()
        await lockDuty(tx, one.divisionCode)
        const [other] = await listShifts(tx, actor, { id: otherShiftId, division: one.divisionCode })
        if (!other) throw new AppError('http.not_found', { status: 404, path: 'otherShiftId' })
        if (one.accountId === other.accountId) return { changed: 0, unchanged: 2 }
        await giveShift(tx, one.id, other.accountId)
        await giveShift(tx, other.id, one.accountId)
        const detail = { one: `${one.day} ${one.part}`, other: `${other.day} ${other.part}` }
        const noted = { division: one.divisionCode, kind: 'swapped', reason, detail }
        await noteShift(tx, actor, deps.clock.now(), noted)
        return { changed: 2, unchanged: 0 }
      }),
  })

const workbookRoute = (deps: DutyDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/grid/duty.xlsx',
    summary: 'The duty roster of a month as a workbook',
    access: { ...reader, right: exportRight },
    query: DutyQuery,
    produces: 'duty',
    handler: async ({ actor, query, locale }) => {
      const answer = await readDuty(deps, actor, query)
      const t = (key: string) => translate(locale, key)
      const maker = await makerOf(deps, actor, locale)
      const names = deps.divisions.get(answer.division)
      const title = `${locale === 'en' ? names.nameEn : names.shortName} ${t('cells.duty.title')} ${answer.month}`
      const of = (shifts: readonly { part: string; name: string }[], part: string) =>
        shifts.flatMap((shift) => (shift.part === part ? shift.name : [])).join('、')
      return workbook(
        'duty',
        {
          ...tableFrame({ title, maker, moment: maker.now, query }),
          heads: [
            { title: t('cells.duty.day'), kind: 'date' },
            { title: t('cells.duty.class'), kind: 'text' },
            { title: t('cells.duty.part.day'), kind: 'text' },
            { title: t('cells.duty.part.night'), kind: 'text' },
          ],
          rows: () => [
            answer.days.map(({ date, class: kind, shifts }) => [
              date,
              t(`cells.duty.class.${kind}`),
              of(shifts, 'day'),
              of(shifts, 'night'),
            ]),
          ],
        },
        {},
      )
    },
  })
