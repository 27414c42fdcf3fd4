import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import type { PlatformDeps } from '#kernel/ledgers/server'
import { Answers, OrdersGiven, OrdersTaken, Receipt, Received } from '../../model/hotline/orders.ts'
import type { ProgramGate } from '../open311/programs.ts'
import type { ProgramRow } from '../open311/program-store.ts'
import { acknowledge, waitingAnswers } from './hand-back.ts'
import { type OrderDeps, takeOrder } from './take-order.ts'

type Deps = PlatformDeps & Pick<OrderDeps, 'orderRules'> & { gate: ProgramGate }

const access = {
  kind: 'public',
  because: 'a hotline’s program has no account; its key is asked for',
} as const
const byKey = 'the hotline’s own program calls it, with the key that was issued to it'

/** What the hotline's program calls: orders in, answers out, each said to be taken. */
export function hotlineApiRoutes(deps: Deps): Route[] {
  const knock = async (authorization: string | undefined): Promise<ProgramRow> => {
    const key = /^Bearer (\S{1,200})$/i.exec(authorization ?? '')?.[1] ?? ''
    return deps.gate.find(key, 'hotline')
  }
  const of = ({ divisionCode, id }: ProgramRow) => ({
    districts: [divisionCode.slice(0, 6)],
    by: `program:${id}`,
  })
  return [
    defineRoute({
      method: 'POST',
      path: '/api/hotline/v1/orders',
      summary:
        'Hands orders over; a number that was handed over before stays as it was (Authorization: Bearer key)',
      access,
      byKey,
      body: OrdersGiven,
      response: OrdersTaken,
      handler: async ({ body, headers }) => {
        const program = await knock(headers.authorization)
        await deps.gate.take(program)
        const orders = []
        for (const order of body.orders)
          orders.push(await takeOrder(deps, order, { within: [program.divisionCode] }))
        return { orders }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/hotline/v1/answers',
      summary: 'Answers that wait to be taken, 500 at most (Authorization: Bearer key)',
      access,
      byKey,
      response: Answers,
      handler: async ({ headers }) => {
        const { districts } = of(await knock(headers.authorization))
        return { answers: await waitingAnswers(deps, districts) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/hotline/v1/answers/:externalNo/receipt',
      summary:
        'Says that the answer to an order was taken; it is given this once (Authorization: Bearer key)',
      access,
      byKey,
      params: z.object({ externalNo: z.string().min(1).max(60) }),
      body: Receipt,
      response: Received,
      handler: async ({ params, body, headers }) => {
        const program = await knock(headers.authorization)
        return acknowledge(deps, of(program), params.externalNo, body.receipt)
      },
    }),
  ]
}
