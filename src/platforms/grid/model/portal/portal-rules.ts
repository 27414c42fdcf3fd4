import { z } from 'zod'

/** What is counted of a network, a phone, a session or a claim. */
export const limitNames = [
  'report.network',
  'report.phone',
  'upload.network',
  'code.phone',
  'code.network',
  'code.house',
  'code.answer',
  'follow.network',
  'follow.claim',
  'say.claim',
  'ask.network',
] as const
export type Limited = (typeof limitNames)[number]

const Times = z.int().min(1).max(1_000_000)
/** How often something may be done within a window: up to `free` just so, up to `most` with a proof of work. */
const PortalLimit = z
  .strictObject({ windowMinutes: z.int().min(1).max(1440), free: Times, most: Times })
  .refine(({ free, most }) => free <= most, { error: 'portal.free_over_most', path: ['free'] })
export type PortalLimit = z.infer<typeof PortalLimit>

/** What keeps the portal from being flooded, and for how long what is unproved is kept. */
export const PortalRules = z.strictObject({
  limits: z
    .array(z.strictObject({ what: z.enum(limitNames), windows: z.array(PortalLimit).min(1).max(4) }))
    .refine((limits) => new Set(limits.map(({ what }) => what)).size === limitNames.length, {
      error: 'portal.limit_missing',
    })
    .max(limitNames.length),
  /** How often a refused caller may go on, as a multiple of the limit, until the network is blocked as a whole. */
  patience: z.int().min(1).max(100),
  /** For how many days a network or phone is blocked that abuse came from, or that went on beyond its limits. */
  blockDays: z.strictObject({ abuse: z.int().min(1).max(3650), limit: z.int().min(1).max(365) }),
  code: z.strictObject({ minutes: z.int().min(1).max(60), tries: z.int().min(1).max(20) }),
  sessionHours: z.int().min(1).max(720),
  /** Photos of one report, their size, and for how long one that hangs on nothing is kept. */
  photos: z.strictObject({
    count: z.int().min(1).max(10),
    megabytes: z.int().min(1).max(50),
    unusedHours: z.int().min(1).max(168),
  }),
})
export type PortalRules = z.infer<typeof PortalRules>

const hour = 60
const day = 24 * hour

/** Until the district publishes its own. A whole village may share one address of a provider. */
const first: Record<Limited, PortalLimit[]> = {
  'report.network': [
    { windowMinutes: hour, free: 6, most: 40 },
    { windowMinutes: day, free: 20, most: 200 },
  ],
  'report.phone': [{ windowMinutes: day, free: 5, most: 12 }],
  'upload.network': [
    { windowMinutes: hour, free: 80, most: 80 },
    { windowMinutes: day, free: 300, most: 300 },
  ],
  'code.phone': [
    { windowMinutes: 1, free: 1, most: 1 },
    { windowMinutes: hour, free: 5, most: 5 },
    { windowMinutes: day, free: 10, most: 10 },
  ],
  'code.network': [
    { windowMinutes: hour, free: 10, most: 30 },
    { windowMinutes: day, free: 40, most: 100 },
  ],
  'code.house': [{ windowMinutes: day, free: 5000, most: 5000 }],
  'code.answer': [{ windowMinutes: hour, free: 30, most: 30 }],
  'follow.network': [{ windowMinutes: hour, free: 20, most: 20 }],
  'follow.claim': [{ windowMinutes: hour, free: 30, most: 30 }],
  'say.claim': [{ windowMinutes: day, free: 10, most: 10 }],
  'ask.network': [{ windowMinutes: 1, free: 120, most: 120 }],
}

export const firstPortalRules: PortalRules = {
  limits: limitNames.map((what) => ({ what, windows: first[what] })),
  patience: 3,
  blockDays: { abuse: 30, limit: 1 },
  code: { minutes: 5, tries: 5 },
  sessionHours: 24,
  photos: { count: 4, megabytes: 12, unusedHours: 24 },
}

export function windowsFor({ limits }: PortalRules, what: Limited): readonly PortalLimit[] {
  return limits.find((one) => one.what === what)?.windows ?? []
}
