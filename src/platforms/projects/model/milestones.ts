import { zhCN } from './messages.zh-CN.ts'
import type { ProjectStage } from './stages.ts'

/** What a date of a plan stands for, and the stage a project must have reached when it is met. */
export const milestoneStages = {
  groundbreaking: 'groundbreaking',
  topping_out: null,
  main_structure: null,
  completion: 'production',
  done: 'production',
  completion_and_production: 'production',
  in_use: 'production',
  full_capacity: 'production',
  construction_period: 'production',
  other: null,
} as const satisfies Record<string, ProjectStage | null>
export type MilestoneKind = keyof typeof milestoneStages
export const milestoneKinds = Object.keys(milestoneStages) as MilestoneKind[]

/** One date of a plan. `due` is the last day on which it would still be kept, `YYYY-MM-DD`. */
export type Milestone = {
  readonly kind: MilestoneKind
  /** As printed, the words before the date. */
  readonly label: string
  readonly from: string | null
  readonly due: string
  /** As printed, the words in brackets behind the date. */
  readonly note: string
}

// The words between a label and its bracket: "2019-12前" (before the end of), "2021-07至2022-10" (from, to).
const pattern =
  /^(?<label>\S+)\s+(?:(?<from>\d{4}-\d{2})\u81f3)?(?<due>\d{4}(?:-\d{2}(?:-\d{2})?)?)\u524d?(?:\((?<note>.*)\))?$/u

/** Reads the printed list of expected dates; `null` when a part of it cannot be read. */
export function readMilestones(text: string): Milestone[] | null {
  if (text === '') return []
  const milestones: Milestone[] = []
  for (const part of text.split(/[;\uff1b]/)) {
    const groups = pattern.exec(part.trim())?.groups
    const due = groups?.due && lastDay(groups.due)
    if (!groups || !due) return null
    const label = groups.label ?? ''
    milestones.push({ kind: kindOf(label), label, from: groups.from ?? null, due, note: groups.note ?? '' })
  }
  return milestones
}

function kindOf(label: string): MilestoneKind {
  return milestoneKinds.find((kind) => zhCN[`projects.milestone.${kind}`] === label) ?? 'other'
}

/**
 * The last day of a year, a month or a day; `null` where there is none such (`2019-13`).
 * @example lastDay('2019-06') // '2019-06-30'
 */
export function lastDay(period: string): string | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(period)
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 12), match[3] ? Number(match[3]) : 0]
  const date = new Date(Date.UTC(year, day ? month - 1 : month, day))
  if (month < 1 || month > 12 || (day && (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1)))
    return null
  return date.toISOString().slice(0, 10)
}
