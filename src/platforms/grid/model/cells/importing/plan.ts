import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { Day } from '../people/people.ts'

/** Who is on a roster: grid worker and leader of a cell, head of a building. */
export const rosterDuties = ['worker', 'leader', 'head'] as const
const RosterDuty = z.enum(rosterDuties)
export type RosterDuty = z.infer<typeof RosterDuty>

/** What stands: somebody (`who`: an account or, for heads, a person) at a cell or building (`at`). */
export type Standing = { id: string; duty: RosterDuty; at: string; who: string; from: string }

/** What a row of the workbook asks for, with ids in the place of names. */
export const Wanted = z.strictObject({
  row: z.int(),
  duty: RosterDuty,
  at: z.string(),
  who: z.string(),
  from: Day,
})
export type Wanted = z.infer<typeof Wanted>

/** What becomes of a row: somebody is added, stands already, or is refused; and who ends because of it. */
const outcomes = ['adds', 'ends', 'stays', 'refused'] as const

export const RosterLine = z.strictObject({
  row: z.int(),
  outcome: z.enum(outcomes),
  /** Of what was refused: in which column of the row, and why. */
  column: z.string().nullable(),
  reason: z.string().nullable(),
  /** What stands there that can't be; never a person's name. */
  value: z.string(),
  duty: RosterDuty.nullable(),
  at: z.string().nullable(),
  who: z.string().nullable(),
  /** From when it holds, or no longer does. */
  from: Day.nullable(),
  /** Of what ends: the row of the roster. */
  id: z.string().nullable(),
})
export type RosterLine = z.infer<typeof RosterLine>

const refusedLine = (wanted: Wanted, column: string, reason: string, value = ''): RosterLine => ({
  ...wanted,
  outcome: 'refused',
  column,
  reason,
  value,
  id: null,
})
const plain = { column: null, reason: null, value: '', id: null }

type Planning = {
  standing: readonly Standing[]
  wanted: readonly Wanted[]
  /** Whether the list says all who serve the cells it names. A building has one head in any case. */
  replaces: boolean
  today: string
}

/**
 * What a list would change, row by row. Of whom it leaves out nothing changes, unless it says all who serve; and where a
 * row is refused, nobody ends there.
 */
export function planRoster({ standing, wanted, replaces, today }: Planning): RosterLine[] {
  const placeOf = ({ duty, at }: { duty: RosterDuty; at: string }) => `${duty}/${at}`
  const byPlace = Map.groupBy(standing, placeOf)
  const lines: RosterLine[] = []
  for (const [place, rows] of Map.groupBy(wanted, placeOf)) {
    const there = byPlace.get(place) ?? []
    const own = rows.map((row) => lineOf(row, rows, there))
    const others = there.filter(({ who }) => !rows.some((row) => row.who === who))
    const ending = replaces || rows[0]?.duty === 'head'
    if (!ending || own.some(({ outcome }) => outcome === 'refused')) {
      lines.push(...own)
      continue
    }
    const begins = own.flatMap(({ outcome, from }) => (outcome === 'adds' && from ? [from] : [])).sort()[0]
    const to = begins ?? today
    const late = others.find(({ from }) => from > to)
    lines.push(
      ...(late ? rows.map((row) => refusedLine(row, 'from', 'before', late.from)) : own),
      ...(late ? [] : others.map((other) => ({ ...other, ...plain, ...endOf(other, rows, to) }))),
    )
  }
  return lines.sort((a, b) => a.row - b.row)
}

function lineOf(row: Wanted, rows: readonly Wanted[], there: readonly Standing[]): RosterLine {
  // Which of several is meant to speak for the building is not guessed.
  if (row.duty === 'head' && rows.length > 1) return refusedLine(row, 'building', 'one_head')
  if (rows.find(({ who }) => who === row.who) !== row) return refusedLine(row, 'duty', 'twice')
  const stands = there.some(({ who }) => who === row.who)
  return { ...row, ...plain, outcome: stands ? 'stays' : 'adds' }
}

const endOf = ({ id }: Standing, rows: readonly Wanted[], to: string) => ({
  row: rows[0]?.row ?? 0,
  outcome: 'ends' as const,
  from: to,
  id,
})

/** An import as it is shown: each line with the names that the reader may know. */
export const RosterImport = z.strictObject({
  id: z.uuid(),
  fileName: z.string(),
  replaces: z.boolean(),
  state: z.enum(['checked', 'done', 'undone', 'cancelled']),
  createdAt: z.string(),
  ranAt: z.string().nullable(),
  counts: z.record(z.enum(outcomes), z.int()),
})
export type RosterImport = z.infer<typeof RosterImport>

export const RosterImportDetail = RosterImport.extend({
  /** The rosters changed since it was checked: the lines are new, and nothing was done. */
  changedMeanwhile: z.boolean(),
  lines: z.array(
    RosterLine.omit({ id: true }).extend({
      place: LocalText.nullable(),
      /** Null where it is nobody that the reader may see. */
      person: z.string().nullable(),
    }),
  ),
})
export type RosterImportDetail = z.infer<typeof RosterImportDetail>

export const RosterImportList = z.strictObject({ rows: z.array(RosterImport) })
export type RosterImportList = z.infer<typeof RosterImportList>

export const countLines = (lines: readonly RosterLine[]): RosterImport['counts'] => {
  const counts = { adds: 0, ends: 0, stays: 0, refused: 0 }
  for (const { outcome } of lines) counts[outcome] += 1
  return counts
}
