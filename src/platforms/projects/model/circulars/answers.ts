import { z } from 'zod'
import { CircularRule } from './rule.ts'

export const RuleBody = z.strictObject({ rule: CircularRule, note: z.string().trim().min(1).max(200) })
