import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'

/** One file that left the house (导出记录). */
export const ReportFile = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  account: z.strictObject({ id: z.number().int(), name: z.string() }),
  organisation: LocalText.nullable(),
  what: z.string(),
  path: z.string(),
  format: z.string(),
  filter: z.record(z.string(), z.string()),
  axis: z.enum(['effective', 'recorded']).nullable(),
  asOfEffective: z.iso.datetime().nullable(),
  asOfRecorded: z.iso.datetime(),
  period: z.strictObject({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  rules: z.record(z.string(), z.union([z.string(), z.number()])),
  purpose: z.string().nullable(),
  rows: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  fileId: z.uuid().nullable(),
})
export type ReportFile = z.infer<typeof ReportFile>

export const ReportFilePage = z.strictObject({ rows: z.array(ReportFile), total: z.number().int() })
export type ReportFilePage = z.infer<typeof ReportFilePage>

export const ReportFileQuery = z.object({
  account: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
})
export type ReportFileQuery = z.infer<typeof ReportFileQuery>
