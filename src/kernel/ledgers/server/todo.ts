import { z } from 'zod'
import type { Actor } from '#kernel/http/model'
import type { TaskPage, TaskRow } from '../model/answers.ts'
import { highestClass } from './definition-book.ts'
import type { Deps } from './ledger-routes.ts'
import { lightOf } from './light.ts'
import { remainingWords } from './present.ts'
import { listTasks } from './task-store.ts'

export const TodoQuery = z.object({
  ledger: z.string().max(40).optional(),
  light: z.enum(['green', 'amber', 'red']).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
})
export type TodoQuery = z.infer<typeof TodoQuery>

/** The actor's to-do list over all ledgers, the most urgent first. */
export async function readTodo(
  { engine, directory }: Pick<Deps, 'engine' | 'directory'>,
  actor: Actor,
  query: TodoQuery,
): Promise<TaskPage> {
  const now = engine.clock.now()
  const ledgerId = query.ledger === undefined ? undefined : engine.book.get(query.ledger).id
  const { rows, total, more } = await listTasks(engine.handle.db, {
    ...query,
    ledgerId,
    ledgersAbove: engine.book
      .all()
      .flatMap((known) => (highestClass(known) > actor.sensitivity ? known.id : [])),
    actor,
    now,
  })
  const names = await directory.organisations([...new Set(rows.map((row) => row.organisation_id))])
  const accounts = await directory.accounts([...new Set(rows.flatMap((row) => row.account_id ?? []))])
  return {
    total,
    more,
    rows: rows.map((row): TaskRow => {
      const known = engine.book.getById(row.ledger_id)
      const { definition } = engine.book.version(known, row.def_version)
      const name = names.get(row.organisation_id)
      const dueAt = row.due_at?.toISOString() ?? null
      return {
        id: row.id,
        kind: row.kind,
        label: definition.tasks.find((kind) => kind.kind === row.kind)?.label ?? {
          'zh-CN': row.kind,
          en: row.kind,
        },
        organisation: name ? { id: row.organisation_id, name } : null,
        account:
          row.account_id === null ? null : { id: row.account_id, name: accounts.get(row.account_id) ?? '' },
        openedAt: row.opened_at.toISOString(),
        acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
        dueAt,
        originalDueAt: row.original_due_at?.toISOString() ?? null,
        todo: true,
        light: lightOf(row.due_at, row.amber_at, now),
        remaining: remainingWords(engine, { clock: row.clock, dueAt }, now, actor),
        provisional: row.provisional,
        paused: row.clock.pauses.some((pause) => pause.to === null),
        mine: true,
        entryId: row.entry_id,
        entryNo: row.no,
        entryTitle: row.title,
        ledger: known.code,
        stage: row.stage,
      }
    }),
  }
}
