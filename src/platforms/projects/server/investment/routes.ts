import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { AmountsBody, Year } from '../../model/investment/amount-input.ts'
import { InvestmentAnswer } from '../../model/investment/answers.ts'
import { AsOf } from '../../model/wall-query.ts'
import { readinessRoute } from './readiness.ts'
import { type InvestmentDeps, readInvestment } from './read-investment.ts'
import { type RecordDeps, recordAmounts } from './record-amounts.ts'

export type InvestmentRouteDeps = InvestmentDeps & RecordDeps

export const InvestmentParameters = z.object({
  year: Year.optional(),
  asOf: AsOf.optional(),
  axis: z.enum(['effective', 'recorded']).optional(),
})

/** Investment by month: what is known of it, and stating many amounts at once. */
export function investmentRoutes(deps: InvestmentRouteDeps): Route[] {
  return [readRoute(deps), recordRoute(deps), readinessRoute(deps)]
}

const readRoute = (deps: InvestmentRouteDeps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/projects/investment',
    summary:
      'Plan and the three amounts of each project by month, their gaps and progress lights, as of a day',
    access: { kind: 'scoped', by: 'entry' },
    query: InvestmentParameters,
    response: InvestmentAnswer,
    handler: ({ actor, query }) => readInvestment(deps, actor, query),
  })

const recordRoute = (deps: InvestmentRouteDeps): Route =>
  defineRoute({
    method: 'POST',
    path: '/api/projects/investment/amounts',
    summary: 'States one of the amounts for many projects and months at once, all or none',
    access: { kind: 'scoped', by: 'entry' },
    clientKey: true,
    body: AmountsBody,
    response: z.strictObject({ recorded: z.number().int() }),
    handler: ({ actor, body, clientKey }) => recordAmounts(deps, actor, body, clientKey),
  })
