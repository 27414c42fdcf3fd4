import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import { defineRoute, type Route, toProblem } from '#kernel/http/server'
import { AbilityList, BatchAnswer, batchMax } from '../model/batch.ts'
import { abilities } from './abilities.ts'
import { ActionInput } from './action-input.ts'
import { derivedKey } from './derived-key.ts'
import { readEntries } from './entry-store.ts'
import type { Deps } from './ledger-routes.ts'
import { performFilled } from './perform-filled.ts'
import { readSubjects } from './task-store.ts'
import { idsParameter } from './title-routes.ts'
import { among, readableBy } from './visibility-store.ts'

const scoped = { kind: 'scoped', by: 'entry' } as const
const Body = z.strictObject({
  actions: z
    .array(ActionInput.extend({ entryId: z.uuid(), action: z.string().max(40) }))
    .min(1)
    .max(batchMax),
})

/** Actions on many entries at once, each by itself. */
export function batchRoutes(deps: Deps): Route[] {
  return [performEach(deps), readAbilities(deps)]
}

function performEach({ engine }: Deps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/actions',
    summary:
      'Does one thing to each of several entries, each in a transaction of its own, with a result for each',
    access: scoped,
    clientKey: true,
    body: Body,
    response: BatchAnswer,
    handler: async ({ actor, body, clientKey, locale, requestId }) => {
      refuseTwice(body.actions)
      const results: BatchAnswer['results'] = []
      for (const request of body.actions) {
        const { entryId } = request
        // The same batch sent again finds what each entry's key has done, and goes on with the rest.
        const key = derivedKey(`batch/${clientKey}/${entryId}`)
        try {
          const performed = await performFilled(engine, actor, request, key)
          results.push({ entryId, seq: performed.results[0]?.seq ?? 0 })
        } catch (error) {
          const { problem, fault } = toProblem(error, locale, requestId)
          // What is nobody's doing ends the batch: sent again with its key, it goes on from here.
          if (fault !== undefined) throw error
          results.push({ entryId, problem })
        }
      }
      return { results }
    },
  })
}

function refuseTwice(actions: readonly { entryId: string }[]): void {
  const ids = actions.map(({ entryId }) => entryId)
  ids.forEach((id, index) => {
    if (ids.indexOf(id) < index)
      throw new AppError('ledgers.entry_twice', { path: `actions.${index}.entryId` })
  })
}

function readAbilities({ engine }: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/abilities',
    summary: 'What the caller can do with each of several entries, of those that they may see',
    access: scoped,
    query: z.object({ ids: idsParameter }),
    response: AbilityList,
    handler: async ({ actor, query }) => {
      const { db } = engine.handle
      const now = engine.clock.now()
      const loaded = await readEntries(db, among(query.ids, readableBy(actor, engine.codes)))
      const subjects = await readSubjects(
        db,
        loaded.map(({ state }) => state.id),
      )
      const holds = await engine.holdsOn(subjects.map(({ subject }) => subject))
      return loaded.map((item): AbilityList[number] => {
        const { ledger, state } = engine.found(item)
        const own = new Set(
          subjects.flatMap(({ entryId, subject }) => (entryId === state.id ? [subject.objectId] : [])),
        )
        const standing = holds.filter(({ objectId }) => own.has(objectId))
        const { id, no, title, seq } = state
        return {
          id,
          no,
          title,
          ledger: state.ledger,
          seq,
          can: abilities(ledger, state, actor, now, standing),
        }
      })
    },
  })
}
