import { z } from 'zod'
import { LocalDate } from '#kernel/time/model'
import { provenance } from '../fields.ts'

/** What a column of a list of household members may hold. */
export const importFields = [
  'number',
  'divisionCode',
  'address',
  'relation',
  'name',
  'idNumber',
  'sex',
  'birthDate',
  'phone',
] as const
export const ImportField = z.enum(importFields)
export type ImportField = z.infer<typeof ImportField>
/** What a list can't do without. */
export const neededFields: readonly ImportField[] = ['number', 'divisionCode', 'relation', 'name']

/** Which column, counted from 0, holds which field. */
export const ImportMapping = z.partialRecord(ImportField, z.int().min(0).max(500))
export type ImportMapping = z.infer<typeof ImportMapping>

export const ImportOptions = z.strictObject({
  /** Where the facts come from, and of when they are; kept with every object. */
  source: provenance.source.min(1),
  asOf: provenance.asOf.default(null),
  /** The day from which the members belong to their households. */
  from: LocalDate,
})
export type ImportOptions = z.infer<typeof ImportOptions>

export const ImportSettings = z.strictObject({ mapping: ImportMapping, options: ImportOptions })
export type ImportSettings = z.infer<typeof ImportSettings>

export const importStates = [
  'uploaded',
  'to_check',
  'checking',
  'checked',
  'to_run',
  'running',
  'done',
  'cancelled',
  'failed',
] as const
export const importPhases = ['reading', 'checking', 'comparing', 'writing'] as const

export const ImportReport = z.strictObject({
  rows: z.int(),
  households: z.int(),
  persons: z.int(),
  refusedRows: z.int(),
  refusedHouseholds: z.int(),
  /** Rows that are like somebody of the register; null where they were not compared. */
  alike: z.int().nullable(),
  /** Reasons with how many rows each refused, the most frequent first. */
  reasons: z.array(z.strictObject({ code: z.string(), rows: z.int() })),
})
export type ImportReport = z.infer<typeof ImportReport>

export const Import = z.strictObject({
  id: z.uuid(),
  fileName: z.string(),
  headings: z.array(z.string()),
  rows: z.int(),
  /** Which column seems to hold which field, by the headings. */
  proposed: ImportMapping,
  mapping: ImportMapping.nullable(),
  options: ImportOptions.nullable(),
  state: z.enum(importStates),
  phase: z.enum(importPhases).nullable(),
  progress: z.int(),
  report: ImportReport.nullable(),
  /** Whether the workbook of refused rows is still there. */
  hasRefused: z.boolean(),
  /** Whether the file is still there, so that it can be checked and run. */
  hasContent: z.boolean(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})
export type Import = z.infer<typeof Import>

export const ImportList = z.strictObject({ rows: z.array(Import) })
export type ImportList = z.infer<typeof ImportList>
