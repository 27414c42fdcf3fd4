/** What of a file is not reckoned as its program would, or is taken as the file has it. */
export const unsupportedKinds = [
  'external_task',
  'subproject',
  'link_to_missing',
  'summary_link_kind',
  'summary_constraint',
  'contour',
  'split',
  'manual_without_dates',
  'missing_calendar',
  'duplicate_link',
  'own_part',
  'old_late_dates',
] as const
export type UnsupportedKind = (typeof unsupportedKinds)[number]

/** Collects, by kind, the tasks that something unsupported concerns. */
export class Unsupported {
  private readonly found = new Map<UnsupportedKind, Set<string>>()

  say(kind: UnsupportedKind, task: string): void {
    const tasks = this.found.get(kind) ?? new Set<string>()
    this.found.set(kind, tasks.add(task))
  }

  list(): { kind: UnsupportedKind; tasks: string[] }[] {
    return unsupportedKinds.flatMap((kind) => {
      const tasks = this.found.get(kind)
      return tasks ? [{ kind, tasks: [...tasks] }] : []
    })
  }
}
