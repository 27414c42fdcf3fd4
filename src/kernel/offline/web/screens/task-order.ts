import type { OfflineTask } from '../../model/field-door.ts'

export type LightNow = 'green' | 'amber' | 'red' | null

/** The light as it is now: what was green when it was read may be late since. */
export function lightNow(
  { light, dueAt, paused }: Pick<OfflineTask, 'light' | 'dueAt' | 'paused'>,
  now: Date,
): LightNow {
  if (dueAt === null || paused) return light
  return Date.parse(dueAt) < now.getTime() ? 'red' : light
}

const rank = { red: 0, amber: 1, green: 2 } as const

/** Late first, then by when it is due; what has no date comes last. */
export function byClock(tasks: readonly OfflineTask[], now: Date): OfflineTask[] {
  const keyOf = (task: OfflineTask): [number, number] => {
    const light = lightNow(task, now)
    return [
      light === 'red' ? rank.red : 1,
      task.dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(task.dueAt),
    ]
  }
  return tasks.toSorted((one, other) => {
    const [late, due] = keyOf(one)
    const [otherLate, otherDue] = keyOf(other)
    if (late !== otherLate) return late - otherLate
    return due === otherDue ? one.openedAt.localeCompare(other.openedAt) : due - otherDue
  })
}

/** Those of a ledger whose number, title or work has every word that is typed. */
export function matching(
  tasks: readonly OfflineTask[],
  { ledger, words }: { ledger: string | undefined; words: string },
  textOf: (task: OfflineTask) => string,
): OfflineTask[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return tasks.filter((task) => {
    if (ledger !== undefined && task.ledger !== ledger) return false
    const text = textOf(task).toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}
