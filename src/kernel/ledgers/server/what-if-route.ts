import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { WhatIfAnswer, WhatIfAsk } from '../model/what-if.ts'
import type { Engine } from './engine.ts'
import { whatIf } from './what-if.ts'

/** “These limits on last quarter's entries would have made N late.” */
export function whatIfRoute({ engine }: { engine: Engine }): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/ledgers/:ledger/what-if',
    summary: 'How many tasks of a period other limits would have made late, and which; nothing is changed',
    access: { kind: 'scoped', by: 'entry', right: 'ledgers.define' },
    params: z.object({ ledger: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) }),
    body: WhatIfAsk,
    response: WhatIfAnswer,
    handler: ({ actor, params, body }) => whatIf(engine, actor, params.ledger, body),
  })
}
