import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { ExclusionPage, exclusionStates } from '../model/statistics-answers.ts'
import { presentExclusions } from './exclusion-answers.ts'
import { listExclusions } from './exclusion-store.ts'
import type { Deps } from './ledger-routes.ts'
import { readableBy } from './visibility-store.ts'

const ExclusionQuery = z.strictObject({
  state: z.enum(exclusionStates).optional(),
  /** Whose cases they are about. */
  organisation: z.coerce.number().int().min(0).max(2147483647).optional(),
  /** Asked for by the organisation that it counts against, or not. */
  appeal: z.enum(['true', 'false']).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
})

/** What was asked to be left out of a ledger's rates (剔除、申诉), and what became of it. */
export const exclusionsRoute = ({ engine, directory }: Deps): Route =>
  defineRoute({
    method: 'GET',
    path: '/api/ledgers/:ledger/statistics/exclusions',
    summary: 'What was asked to be left out of the rates of a ledger: by whom, why, and who decided what',
    access: { kind: 'scoped', by: 'entry' },
    params: z.object({ ledger: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) }),
    query: ExclusionQuery,
    response: ExclusionPage,
    handler: async ({ actor, params, query }): Promise<ExclusionPage> => {
      const { id: ledgerId } = engine.book.get(params.ledger)
      const { state, organisation, appeal, page, size } = query
      const asked = {
        ledgerId,
        state,
        organisationId: organisation,
        appeal: appeal === undefined ? undefined : appeal === 'true',
        page,
        size,
      }
      const { db } = engine.handle
      const { rows, total } = await listExclusions(db, readableBy(actor, engine.codes), asked)
      const exclusions = await presentExclusions(
        directory,
        rows.map(({ exclusion }) => exclusion),
      )
      return {
        rows: rows.flatMap(({ entry_id, no, title, stage, division_code, seq }, at) => {
          const exclusion = exclusions[at]
          return exclusion
            ? [{ entryId: entry_id, no, title, stage, divisionCode: division_code, seq, exclusion }]
            : []
        }),
        total,
      }
    },
  })
