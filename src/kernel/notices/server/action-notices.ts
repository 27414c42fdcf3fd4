import { wordCodes } from '#kernel/ledgers/model'
import type { OutboxRow } from '#kernel/ledgers/server'
import { importanceOf, type NoticeKind } from '#kernel/notices/model'
import { shanghaiDate } from '#kernel/time/model'
import type { Holder } from './holder-store.ts'
import type { NewNotice } from './notice-store.ts'

/** So many tasks opened together for one holder are one line: an import of thousands must not bury an inbox. */
const togetherMax = 5

/** Steps of the ladder, told to whoever holds the entry's open tasks. */
export const ladderKinds = new Map<number, NoticeKind>([
  [wordCodes.remind, 'reminded'],
  [wordCodes.supervise, 'supervised'],
  [wordCodes.circulate, 'circulated'],
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
    ...about(row, task.organisationId, task.accountId, 'task_opened'),
    params: { no, title, due, hasDue: task.dueAt === null ? 'no' : 'yes' },
    source: `task/${task.taskId}`,
  }
}

function noticeOfMany(group: readonly Opened[]): NewNotice {
  const { row, task } = group[0] as Opened
  return {
    ...about(row, task.organisationId, task.accountId, 'tasks_opened'),
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
): NewNotice {
  const { no, title } = row.note
  return {
    ...about(row, organisationId, accountId, kind),
    params: { no, title },
    source: `${kind}/${row.entry_id}/${row.seq}`,
  }
}

function about(
  row: OutboxRow,
  organisationId: number,
  accountId: number | null,
  kind: NoticeKind,
): Omit<NewNotice, 'params' | 'source'> {
  return {
    organisationId,
    accountId,
    kind,
    importance: importanceOf[kind],
    ledger: row.note.ledger,
    entryId: row.entry_id,
    sensitivity: row.note.sensitivity,
    exceptAccountId: row.note.accountId,
  }
}
