import '../../model/hotline/messages.ts'
import { orderLedger } from '../../model/hotline/order-ledger.ts'
import { orderRulesBook } from '../../model/hotline/order-rules-book.ts'
import { firstOrderRules } from '../../model/hotline/order-rules.ts'
import { ProgramGate } from '../open311/programs.ts'
import type { OpenPart } from '../part.ts'
import { hotlineApiRoutes } from './api-routes.ts'
import { hotlineDeskRoutes } from './desk-routes.ts'

/** 12345: orders of the hotline in and their answers out, by file and by program. */
export const openHotline: OpenPart = async ({ clock, rulebooks }) => {
  const orderRules = rulebooks.declare({ ...orderRulesBook, first: firstOrderRules })
  return {
    ledgers: [orderLedger(orderRules)],
    routes: (deps) => {
      const hotline = { ...deps, orderRules }
      const gate = new ProgramGate({ db: deps.handle.db, keys: deps.keys, now: () => clock.now() })
      return [...hotlineApiRoutes({ ...hotline, gate }), ...hotlineDeskRoutes(hotline)]
    },
    // A class that was added can be chosen at once; running orders keep the limits that they were taken with.
    rulebooks: ({ engine }) => ({
      [orderRulesBook.id]: {
        published: () => engine.book.redeclare(orderLedger(orderRules), engine.clock.now()),
      },
    }),
  }
}
