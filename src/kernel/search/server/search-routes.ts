import { defineRoute, type Route } from '#kernel/http/server'
import '../model/messages.ts'
import { NumberFound, NumberLookup, SearchAnswer, SearchQuery } from '../model/search.ts'
import type { SearchDeps } from './groups.ts'
import { lookUpNumber } from './registry-search.ts'
import { createSearch } from './search.ts'

export function searchRoutes(deps: SearchDeps): Route[] {
  const search = createSearch(deps)
  return [
    defineRoute({
      method: 'GET',
      path: '/api/search',
      summary:
        'Persons, households, enterprises, places, entries, organisations and divisions by name or number',
      access: { kind: 'scoped', by: 'search' },
      query: SearchQuery,
      response: SearchAnswer,
      handler: ({ actor, query, locale }) => search({ actor, query, locale }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/search/number',
      summary: 'Who has a whole identity number or phone; who asked and when goes on record',
      access: { kind: 'scoped', by: 'registry', right: 'registry.read' },
      body: NumberLookup,
      response: NumberFound,
      handler: async ({ actor, body, locale }) => ({
        rows: await lookUpNumber(deps, actor, body.number, locale),
      }),
    }),
  ]
}
