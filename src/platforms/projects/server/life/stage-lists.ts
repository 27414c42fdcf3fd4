import { z } from 'zod'
import type { Actor } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import type { EntryState, Json } from '#kernel/ledgers/model'
import { type Engine, readStates } from '#kernel/ledgers/server'
import { addDays, shanghaiDate, shanghaiInstant } from '#kernel/time/model'
import {
  isUndated,
  type Listed,
  listsOf,
  productionDue,
  StageListAnswer,
  type StageListRow,
} from '../../model/life/stage-lists.ts'
import { lastDay } from '../../model/milestones.ts'
import { isStage } from '../../model/stages.ts'
import { milestonesOf } from '../../model/wall-build.ts'
import { daysBetween } from '../../model/wall-days.ts'
import { AsOf } from '../../model/wall-query.ts'

type ListDeps = {
  engine: Engine
  accountNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>
}

const text = (value: Json | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null
const account = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null)

/** 分类跟踪 (F14): which projects were started, resumed, are about to produce, or are signed and not landed. */
export const stageListRoute = (deps: ListDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/stage-lists',
    summary:
      'Projects by stage with what they wait for: started, resumed, near production, signed and not landed',
    access: { kind: 'scoped', by: 'entry' },
    query: z.object({ asOf: AsOf.optional() }),
    response: StageListAnswer,
    handler: ({ actor, query }) => readStageLists(deps, actor, query.asOf),
  })

export async function readStageLists(
  { engine, accountNames }: ListDeps,
  actor: Actor,
  asOf: string | undefined,
): Promise<StageListAnswer> {
  const now = engine.clock.now()
  const today = shanghaiDate(now)
  const asked = asOf === undefined ? today : (lastDay(asOf) ?? today)
  const isPast = asked < today
  const day = isPast ? asked : today
  const instant = isPast ? new Date(shanghaiInstant(addDays(asked, 1)).getTime() - 1) : now
  const at = isPast ? ({ moment: instant, axis: 'effective' } as const) : undefined
  const [projects, problems, factors] = await Promise.all(
    ['project', 'problem', 'factor_request'].map((ledger) => readStates(engine, actor, ledger, at)),
  )
  const open = (states: EntryState[] = []) =>
    Map.groupBy(
      states.filter(({ isOpen }) => isOpen),
      ({ values }) => text(values['project']) ?? '',
    )
  const [openProblems, openFactors] = [open(problems), open(factors)]
  const counted = (projects ?? []).filter(({ stage }) => isStage(stage))
  const people = counted.flatMap(({ values }) => [
    account(values['firstSteward']),
    account(values['sponsor']),
  ])
  const names = await accountNames([...new Set(people.filter((id) => id !== null))])
  const rows = counted.flatMap((state) => {
    const listed = listedOf(state)
    const lists = listsOf(listed, day)
    if (lists.length === 0 && !isUndated(listed)) return []
    return [
      {
        ...identity(state),
        ...waiting(listed, day),
        lists,
        undated: isUndated(listed),
        steward: names.get(account(state.values['firstSteward']) ?? 0) ?? null,
        sponsor: names.get(account(state.values['sponsor']) ?? 0) ?? null,
        openProblems: openProblems.get(state.id)?.length ?? 0,
        factors: (openFactors.get(state.id) ?? []).map((request) => toFactor(request, day)),
      },
    ]
  })
  return { day, projects: counted.length, rows }
}

function listedOf({ stage, values }: EntryState): Listed {
  return {
    stage: isStage(stage) ? stage : 'planning',
    signedOn: text(values['signedOn']),
    brokeGroundOn: text(values['brokeGroundOn']),
    restartedOn: text(values['restartedOn']),
    milestones: milestonesOf(values['milestones']),
  }
}

function identity({ id, no, title, stage, divisionCode, values }: EntryState) {
  return {
    id,
    no,
    name: title,
    stage,
    divisionCode,
    demonstration: values['demonstration'] === true,
    gate: text(values['gate']),
  }
}

function waiting(listed: Listed, day: string) {
  const { signedOn, brokeGroundOn, restartedOn } = listed
  return {
    signedOn,
    brokeGroundOn,
    restartedOn,
    productionDue: productionDue(listed, day),
    waitingDays: signedOn === null ? null : daysBetween(signedOn, day),
  }
}

function toFactor({ id, title, values }: EntryState, day: string): StageListRow['factors'][number] {
  const neededBy = text(values['neededBy']) ?? ''
  return { id, title, factor: text(values['factor']) ?? '', neededBy, overdue: neededBy < day }
}
