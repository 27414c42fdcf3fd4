import { z } from 'zod'
import { StepCode } from '../procedures/template.ts'
import { targetKinds } from './plan.ts'

/** An invented plan of an invented project; days count from the day of seeding. */
export const DemonstrationPlan = z.strictObject({
  project: z.string().startsWith('demo-'),
  template: StepCode,
  answers: z.record(StepCode, z.boolean()),
  target: z.strictObject({ kind: z.enum(targetKinds), inDays: z.int() }),
  begunDaysAgo: z.int().min(1),
  /** What should have been done by then was. */
  doneUntilDaysAgo: z.int().min(0),
  /** Steps under way, and since how many days. */
  started: z.record(StepCode, z.int().min(0)),
})
export type DemonstrationPlan = z.infer<typeof DemonstrationPlan>
