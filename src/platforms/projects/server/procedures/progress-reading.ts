import type { Actor } from '#kernel/http/model'
import { type LocalText, localText } from '#kernel/i18n/model'
import type { EntryState, Task } from '#kernel/ledgers/model'
import type { Engine } from '#kernel/ledgers/server'
import { shanghaiDate } from '#kernel/time/model'
import { approvalStages } from '../../model/procedures/approval-ledger.ts'
import { type LiveApproval, type Progress, progressOf } from '../../model/procedures/progress.ts'
import { appliedOf, recordsOf } from '../../model/procedures/records.ts'
import { stepsWithout } from '../../model/procedures/steps.ts'
import type { ProcedureTemplate } from '../../model/procedures/template.ts'
import { workdaysAfter } from '../../model/procedures/working-days.ts'
import { isStage } from '../../model/stages.ts'

export type NameOf = (organisationId: number) => string

/** Names of the organisations that hold approvals, in the reader's language. */
export async function readNames(
  organisationNames: (ids: readonly number[]) => Promise<ReadonlyMap<number, LocalText>>,
  approvals: readonly EntryState[],
  actor: Actor,
): Promise<NameOf> {
  const names = await organisationNames([...new Set(approvals.map(({ organisationId }) => organisationId))])
  return (id) => {
    const name = names.get(id)
    return name ? localText(name, actor.locale) : ''
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The task whose clock counts: the decision's, or whatever leads at the moment. */
function leading(tasks: readonly Task[]): Task | undefined {
  for (const kind of ['decide', 'issue', 'receive']) {
    const found = tasks.find((task) => task.kind === kind)
    if (found) return found
  }
  return undefined
}

export function toLive(state: EntryState, nameOf: NameOf, now: Date): LiveApproval[] {
  const stage = approvalStages.find((known) => known === state.stage)
  if (!stage || !state.openedAt) return []
  const task = leading(state.tasks)
  const paused = task?.clock.pauses.find(({ to }) => to === null)?.reason ?? null
  const dueAt = task?.dueAt ?? null
  return [
    {
      entryId: state.id,
      no: state.no,
      procedure: text(state.values['procedure']),
      stage,
      isOpen: state.isOpen,
      lane: text(state.values['lane']),
      organisation: nameOf(state.organisationId),
      openedOn: shanghaiDate(new Date(state.openedAt)),
      dueAt,
      light: lightOf(dueAt, task?.amberAt ?? null, now.toISOString()),
      paused,
    },
  ]
}

function lightOf(dueAt: string | null, amberAt: string | null, now: string): LiveApproval['light'] {
  if (dueAt === null) return null
  if (dueAt < now) return 'red'
  return amberAt !== null && amberAt <= now ? 'amber' : 'green'
}

/** How the procedures of a project stand by its template; none where it was voided or has none. */
export function progressIn(
  engine: Engine,
  project: EntryState,
  template: ProcedureTemplate,
  approvals: readonly LiveApproval[],
): Progress[] {
  const applied = appliedOf(project.values)
  const { stage, values } = project
  if (!applied || !isStage(stage)) return []
  const records = recordsOf(values)
  const listed = new Map(records.map(({ code, applicable }) => [code, applicable]))
  const omitted = template.procedures.filter(({ code }) => listed.get(code) !== true).map(({ code }) => code)
  const { calendar } = engine
  return progressOf(stepsWithout(template, new Set(omitted)), {
    stage,
    today: shanghaiDate(engine.clock.now()),
    lane: applied.lane,
    records,
    approvals,
    workdaysAfter: (day, count) => workdaysAfter(calendar, day, count),
  })
}
