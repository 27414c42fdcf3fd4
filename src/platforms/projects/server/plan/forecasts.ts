import type { Actor } from '#kernel/http/model'
import { shanghaiDate } from '#kernel/time/model'
import type { PlanForecast } from '../../model/plan/answers.ts'
import { Plan } from '../../model/plan/plan.ts'
import { schedulePlan } from '../../model/plan/schedule-plan.ts'
import { type PlanDeps, surroundingsOf } from './plan-reading.ts'
import { findRevision, listTargeted, type Targeted } from './plan-store.ts'

const keptMax = 2_000

/**
 * What the plans of many projects forecast, for lists and walls. A forecast holds for one revision, one state of the
 * entry and one day, and is kept for as long: a list read again schedules nothing.
 */
export class Forecasts {
  readonly #deps: PlanDeps
  readonly #kept = new Map<string, PlanForecast | null>()

  constructor(deps: PlanDeps) {
    this.#deps = deps
  }

  /** Of the projects that the actor may see; those without a target are left out. */
  async visibleTo(actor: Actor): Promise<PlanForecast[]> {
    const { engine } = this.#deps
    const targeted = await listTargeted(engine.handle.db)
    const seen = await engine.readable(
      actor,
      targeted.map(({ entryId }) => entryId),
    )
    const forecasts: PlanForecast[] = []
    for (const plan of targeted) {
      const forecast = seen.has(plan.entryId) ? await this.#of(actor, plan) : null
      if (forecast) forecasts.push(forecast)
    }
    return forecasts
  }

  async #of(actor: Actor, { entryId, revision, seq }: Targeted): Promise<PlanForecast | null> {
    const { engine } = this.#deps
    const today = shanghaiDate(engine.clock.now())
    const key = `${entryId} ${revision} ${seq} ${today} ${engine.calendar.notices.length}`
    const known = this.#kept.get(key)
    if (known !== undefined) return known
    const { state } = await engine.get(actor, entryId)
    const around = await surroundingsOf(this.#deps, actor, state)
    const row = await findRevision(engine.handle.db, entryId, revision)
    const { schedule } = row ? schedulePlan(Plan.parse(row.content), around) : { schedule: null }
    const target = schedule?.target
    const forecast = target
      ? {
          entryId,
          target: { kind: target.kind, date: target.date },
          forecast: target.forecast,
          missedBy: target.missedBy,
        }
      : null
    if (this.#kept.size >= keptMax) this.#kept.clear()
    this.#kept.set(key, forecast)
    return forecast
  }
}
