import { z } from 'zod'
import { packagingDocuments } from '../pool/packaging-ledger.ts'
import { channelLevels } from '../pool/channel-ledger.ts'
import { projectCategories } from '../stages.ts'

const invented = z.string().regex(/\u793a\u4f8b/)
const Place = { district: z.string(), place: z.string(), category: z.enum(projectCategories) }

/** Invented ideas, a bid, and a project that a leader let in; days count from the day of seeding. */
export const LifeDemonstration = z.strictObject({
  channels: z.array(z.strictObject({ key: z.string(), name: invented, level: z.enum(channelLevels) })),
  ideas: z.array(
    z.strictObject({
      key: z.string().startsWith('demo-'),
      name: invented,
      ...Place,
      investmentWan: z.number().int().nullable(),
      daysAgo: z.number().int().min(0).max(29),
      documents: z.array(
        z.strictObject({
          document: z.enum(packagingDocuments),
          /** The body that delivers it, by its code behind the district's. */
          unit: z.string(),
          dueInDays: z.number().int(),
          end: z.enum(['wanted', 'accepted']),
        }),
      ),
    }),
  ),
  bid: z.strictObject({
    project: z.string(),
    channel: z.string(),
    title: invented,
    appliedWan: z.number().int(),
    approvedWan: z.number().int(),
    approvalNo: z.string(),
    grantedWan: z.number().int(),
    paidWan: z.number().int(),
  }),
  overridden: z.strictObject({
    key: z.string().startsWith('demo-'),
    name: invented,
    ...Place,
    park: invented,
    enterprise: invented,
    investmentWan: z.number().int(),
    industryCode: z.string(),
    reason: invented,
    factor: z.strictObject({
      title: invented,
      quantity: z.number(),
      quantityUnit: z.string(),
      neededInDays: z.number().int(),
    }),
  }),
})
export type LifeDemonstration = z.infer<typeof LifeDemonstration>
