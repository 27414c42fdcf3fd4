import { z } from 'zod'
import { columnNames } from './columns.ts'
import { OrderClassCode } from './order-rules.ts'

/** One order as a program hands it over. */
export const OrderGiven = z.strictObject({
  externalNo: z.string().trim().min(1).max(60),
  /** By its code in the rules; one that they don't have is refused alone. */
  orderClass: OrderClassCode,
  /** When the call was taken, with its zone. */
  receivedAt: z.iso.datetime({ offset: true }),
  words: z.string().trim().min(1).max(4000),
  divisionCode: z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/),
  address: z.string().trim().max(200).optional(),
  name: z.string().trim().max(100).optional(),
  phone: z.string().trim().max(40).optional(),
})
export type OrderGiven = z.infer<typeof OrderGiven>

export const ordersMax = 200
export const OrdersGiven = z.strictObject({ orders: z.array(OrderGiven).min(1).max(ordersMax) })

const Taken = z.object({
  externalNo: z.string(),
  /** added: registered by this; known: it was there before, and stays as it is. */
  outcome: z.enum(['added', 'known', 'refused']),
  no: z.string().nullable(),
  reason: z.string().nullable(),
})
export type Taken = z.infer<typeof Taken>
export const OrdersTaken = z.object({ orders: z.array(Taken) })

export const Answer = z.object({
  externalNo: z.string(),
  no: z.string(),
  answer: z.string(),
  solved: z.string().nullable(),
  answeredAt: z.iso.datetime(),
})
export type Answer = z.infer<typeof Answer>
export const Answers = z.object({ answers: z.array(Answer) })
export const Receipt = z.strictObject({ receipt: z.string().trim().min(1).max(60) })
export const Received = z.object({
  externalNo: z.string(),
  batch: z.string(),
  handedBackAt: z.iso.datetime(),
})

export const Imported = z.object({
  id: z.uuid(),
  added: z.number(),
  known: z.number(),
  refused: z.array(z.object({ row: z.number(), reasons: z.array(z.string()) })),
})
export type Imported = z.infer<typeof Imported>

export const Waiting = z.object({ waiting: z.number() })
export const Batch = z.object({ batch: z.uuid(), orders: z.number() })

/** What a person says a heading is; null for one that is not taken in. */
export const SaidHeading = z.strictObject({
  heading: z.string().trim().min(1).max(200),
  column: z.enum(columnNames).nullable(),
})
export type SaidHeading = z.infer<typeof SaidHeading>
export const SaidHeadings = z.strictObject({ headings: z.array(SaidHeading).min(1).max(100) })
export type SaidHeadings = z.infer<typeof SaidHeadings>

/** The headings of a file: what each is taken for, what is missing, and what nobody has said anything of. */
export const HeadingsFound = z.object({
  headings: z.array(z.object({ heading: z.string(), column: z.enum(columnNames).nullable() })),
  missing: z.array(z.enum(columnNames)),
  unknown: z.array(z.string()),
})
export type HeadingsFound = z.infer<typeof HeadingsFound>
