import { z } from 'zod'
import { OrderClass } from './order-class.ts'

/** One order as a program hands it over. */
export const OrderGiven = z.strictObject({
  externalNo: z.string().trim().min(1).max(60),
  orderClass: OrderClass,
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
