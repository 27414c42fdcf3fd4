import type { Change, EntryState, Task } from './state.ts'

/** A task as a change leaves it; that it is a line of the to-do list goes without saying. */
export function updated(task: Task, update: Change['updates'][number] | undefined): Task {
  const { todo, ...rest } = { ...task, ...update }
  return todo === false ? { ...rest, todo } : rest
}

/** Values by their new names. Where both names were said, the later statement holds. */
export function renamed(
  state: EntryState,
  renames: Record<string, string | null>,
): Pick<EntryState, 'values' | 'origins'> {
  const values = { ...state.values }
  const origins = { ...state.origins }
  for (const name of Object.keys(renames)) {
    delete values[name]
    delete origins[name]
  }
  for (const [old, name] of Object.entries(renames)) {
    const value = state.values[old]
    const origin = state.origins[old]
    const other = name === null ? undefined : origins[name]
    if (name === null || value === undefined) continue
    if (other && (!origin || other.effectiveAt > origin.effectiveAt)) continue
    values[name] = value
    if (origin) origins[name] = origin
  }
  return { values, origins }
}
