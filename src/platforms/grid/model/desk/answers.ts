import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'
import { Alike } from '../incidents/alike.ts'
import { shifts } from './handover-ledger.ts'

/** Where the incidents of a list stand: single ones, and how many there are where several stand close together. */
export const SpotsAnswer = z.object({
  spots: z.array(
    z.object({
      /** The incident, where it stands alone. */
      id: z.string().nullable(),
      lng: z.number(),
      lat: z.number(),
      count: z.number(),
      /** The worst of their lights. */
      light: z.enum(['green', 'amber', 'red']).nullable(),
      title: z.string(),
    }),
  ),
  total: z.number(),
  /** Of all that the list holds, those without a place of their own. */
  unplaced: z.number(),
})
export type SpotsAnswer = z.infer<typeof SpotsAnswer>

const Repeated = z.object({
  id: z.string(),
  no: z.string(),
  title: z.string(),
  seq: z.number(),
  openedAt: z.string(),
})

/** Incidents that may be one, under the one that was reported first. */
export const RepeatsAnswer = z.object({
  groups: z.array(
    z.object({
      master: Repeated,
      others: z.array(Repeated.extend({ ...Alike.shape, hours: z.number() })),
    }),
  ),
})
export type RepeatsAnswer = z.infer<typeof RepeatsAnswer>

/** Who would be responsible for each, by the catalogue and the place. */
export const ProposalsAnswer = z.object({
  proposals: z.array(
    z.object({
      id: z.string(),
      organisation: z.object({ id: z.number(), name: LocalText }).nullable(),
    }),
  ),
})
export type ProposalsAnswer = z.infer<typeof ProposalsAnswer>

/** 交班: the counts of what is open are the server's own. */
export const HandoverBody = z.strictObject({
  day: z.iso.date(),
  shift: z.enum(shifts),
  incoming: z.int().positive(),
  matters: z
    .array(z.strictObject({ incident: z.uuid(), watch: z.string().trim().max(400).optional() }))
    .max(200),
  notes: z.string().trim().max(20_000).optional(),
})
export type HandoverBody = z.infer<typeof HandoverBody>

/** Other dispatchers of the same organisation: one of them takes over. */
export const ColleaguesAnswer = z.object({
  colleagues: z.array(z.object({ accountId: z.number(), name: z.string() })),
})
export type ColleaguesAnswer = z.infer<typeof ColleaguesAnswer>
