import { wordCodes } from '#kernel/ledgers/model'
import type { OutboxRow } from '#kernel/ledgers/server'
import type { NoticeKind } from '#kernel/notices/model'
import { shanghaiDate } from '#kernel/time/model'
import type { Holder, NewNotice } from './notice-store.ts'

/** So many tasks opened together for one holder are one line: an import of thousands must not bury an inbox. */
const togetherMax = 5

/** Steps of the ladder, told to whoever holds the entry's open tasks. */
export const ladderKinds = new Map<number, { kind: NoticeKind; importance: 1 | 2 }>([
  [wordCodes.remind, { kind: 'reminded', importance: 1 }],
  [wordCodes.supervise, { kind: 'supervised', importance: 2 }],
  [wordCodes.circulate, { kind: 'circulated', importance: 2 }],
])

/** Ends, told to whoever registered the entry. */
export const endKinds = new Map<number, NoticeKind>([
  [wordCodes.close, 'entry_closed'],
  [wordCodes.void, 'entry_voided'],
  [wordCodes.answer, 'entry_answered'],
])

type Opened = { row: OutboxRow; task: OutboxRow['note']['opened'][number] }

/** The lines that new tasks make, for their holders. */
export function noticesOfTasks(rows: readonly OutboxRow[]): NewNotice[] {
  const opened = rows.flatMap((row) => row.note.opened.map((task): Opened => ({ row, task })))
  const groups = Map.groupBy(opened, ({ row, task }) =>
    [row.note.ledger, row.note.accountId, task.organisationId, task.accountId, row.note.sensitivity].join(
      '/',
    ),
  )
  return [...groups.values()].flatMap((group) =>
    group.length > togetherMax ? [noticeOfMany(group)] : group.map(noticeOfTask),
  )
}

function noticeOfTask({ row, task }: Opened): NewNotice {
  const { no, title } = row.note
  // What ends with a day is due on that day, not on the one that begins then.
  const due = task.dueAt === null ? '' : shanghaiDate(new Date(Date.parse(task.dueAt) - 1))
  return {
    ...about(row, task.organisationId, task.accountId, 'task_opened', 0),
    params: { no, title, due, hasDue: task.dueAt === null ? 'no' : 'yes' },
    source: `task/${task.taskId}`,
  }
}

function noticeOfMany(group: readonly Opened[]): NewNotice {
  const { row, task } = group[0] as Opened
  return {
    ...about(row, task.organisationId, task.accountId, 'tasks_opened', 0),
    entryId: null,
    params: { count: group.length },
    source: `tasks/${task.taskId}`,
  }
}

/** The line for somebody whom an action of another concerns. */
export function noticeFor(
  row: OutboxRow,
  { organisationId, accountId }: Pick<Holder, 'organisationId' | 'accountId'>,
  kind: NoticeKind,
  importance: 0 | 1 | 2,
): NewNotice {
  const { no, title } = row.note
  return {
    ...about(row, organisationId, accountId, kind, importance),
    params: { no, title },
    source: `${kind}/${row.entry_id}/${row.seq}`,
  }
}

function about(
  row: OutboxRow,
  organisationId: number,
  accountId: number | null,
  kind: NoticeKind,
  importance: 0 | 1 | 2,
): Omit<NewNotice, 'params' | 'source'> {
  return {
    organisationId,
    accountId,
    kind,
    importance,
    ledger: row.note.ledger,
    entryId: row.entry_id,
    sensitivity: row.note.sensitivity,
    exceptAccountId: row.note.accountId,
  }
}
