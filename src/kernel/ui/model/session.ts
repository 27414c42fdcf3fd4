import { z } from 'zod'

const Division = z.object({ code: z.string(), name: z.string() })

const Position = z.object({
  id: z.number(),
  title: z.string(),
  organisation: z.object({ id: z.number(), name: z.string() }),
  role: z.string(),
  divisions: z.array(Division),
})

/** What the screens know of who is signed in: the answer of `GET /api/session`. */
export const Session = z.object({
  account: z.object({ id: z.number(), name: z.string(), loginName: z.string() }),
  position: Position,
  positions: z.array(Position),
  rights: z.array(z.string()),
  locale: z.string().nullish(),
  demonstration: z.boolean(),
})
export type Session = z.infer<typeof Session>
