import { z } from 'zod'

const ProblemItem = z.object({
  path: z.string(),
  code: z.string(),
  detail: z.string(),
  /** Of a fault of geometry: where it is (longitude, latitude), and a GeoJSON geometry to draw. */
  at: z.tuple([z.number(), z.number()]).readonly().optional(),
  geometry: z.object({ type: z.string(), coordinates: z.unknown() }).optional(),
})
export type ProblemItem = z.infer<typeof ProblemItem>

/** Every error answer (RFC 9457, `application/problem+json`), its words in the caller's language. */
export const Problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  path: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  errors: z.array(ProblemItem).optional(),
})
export type Problem = z.infer<typeof Problem>
