import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { addDays, shanghaiInstant } from '#kernel/time/model'
import type { WhatIfAnswer, WhatIfAsk, WhatIfRow } from '../model/what-if.ts'
import { datesBy } from './clocks.ts'
import type { Engine } from './engine.ts'
import { readableBy } from './visibility-store.ts'
import { type PastTask, pastTasks } from './what-if-store.ts'

const pageSize = 1000

/** Tasks let go when the work was no longer needed: nobody could have been late with them. */
const letGo = new Set(['released', 'withdrawn'])

function judge(engine: Engine, task: PastTask, ask: WhatIfAsk): WhatIfRow | undefined {
  const { clock, closedAt, dueAt } = task
  const limit = ask.limits[task.kind]
  if (!limit || clock.limit === null || dueAt === null || letGo.has(task.outcome ?? '')) return undefined
  // Pauses, extensions and the organisation's own days stay as they were.
  const tried = datesBy(engine.calendar)({ ...clock, limit }).dueAt
  if (tried === null) return undefined
  const end = (closedAt ?? engine.clock.now()).toISOString()
  const due = dueAt.toISOString()
  return {
    taskId: task.taskId,
    entryId: task.entryId,
    entryNo: task.entryNo,
    entryTitle: task.entryTitle,
    task: task.kind,
    startedAt: clock.startedAt,
    endedAt: closedAt?.toISOString() ?? null,
    dueAt: due,
    triedDueAt: tried,
    wasLate: end > due,
    wouldBeLate: end > tried,
  }
}

const shown: Record<WhatIfAsk['show'], (row: WhatIfRow) => boolean> = {
  would_be_late: (row) => row.wouldBeLate,
  was_late: (row) => row.wasLate,
  differs: (row) => row.wasLate !== row.wouldBeLate,
  all: () => true,
}

/**
 * What other limits would have made of the entries of a period, by when their tasks were really finished.
 * @throws AppError ledgers.unknown_task for a limit of a kind that the ledger doesn't have
 */
export async function whatIf(
  engine: Engine,
  actor: Actor,
  ledger: string,
  ask: WhatIfAsk,
): Promise<WhatIfAnswer> {
  const known = engine.book.get(ledger)
  const { definition } = engine.book.current(known)
  const counts = new Map<string, WhatIfAnswer['kinds'][number]>()
  for (const [kind, tried] of Object.entries(ask.limits)) {
    const label = definition.tasks.find((task) => task.kind === kind)?.label
    if (!label) throw new AppError('ledgers.unknown_task', { path: `limits.${kind}`, params: { task: kind } })
    counts.set(kind, { task: kind, label, tried, counted: 0, wasLate: 0, wouldBeLate: 0, excluded: 0 })
  }
  const asked = {
    ledgerId: known.id,
    kinds: [...counts.keys()],
    from: shanghaiInstant(ask.from),
    before: shanghaiInstant(addDays(ask.to, 1)),
    visible: readableBy(actor, engine.codes),
    size: pageSize,
  }
  const rows: WhatIfRow[] = []
  let total = 0
  for (let after: string | undefined; ; ) {
    const page = await pastTasks(engine.handle.db, { ...asked, after })
    for (const task of page) {
      const count = counts.get(task.kind)
      const row = judge(engine, task, ask)
      if (!count) continue
      if (!row) {
        count.excluded += 1
        continue
      }
      count.counted += 1
      count.wasLate += Number(row.wasLate)
      count.wouldBeLate += Number(row.wouldBeLate)
      if (ask.task !== undefined && ask.task !== task.kind) continue
      if (shown[ask.show](row) && ++total > (ask.page - 1) * ask.size && rows.length < ask.size)
        rows.push(row)
    }
    after = page.at(-1)?.taskId
    if (page.length < pageSize) return { kinds: [...counts.values()], rows, total }
  }
}
