import { z } from 'zod'
import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { describeObjects, fillForm, listUses } from '#kernel/registry/server'
import { shanghaiDate } from '#kernel/time/model'
import type { LedgerDefinition } from '../model/definition.ts'
import { boundTo, EntryFill, FilledField, objectKindOfField } from '../model/fills.ts'
import type { Deps } from './ledger-routes.ts'

/** What forms are filled with from the register, and what entries were filled with. */
export function fillRoutes({ engine }: Deps): Route[] {
  const deps = { keys: engine.keys, now: () => engine.clock.now() }
  return [
    defineRoute({
      method: 'GET',
      path: '/api/ledgers/:ledger/fills/:subject/:objectId',
      summary: 'What the register has for the fields of a form that are bound to what one field names',
      access: { kind: 'scoped', by: 'registry', right: 'registry.read' },
      params: z.object({ ledger: z.string().max(40), subject: z.string().max(60), objectId: z.uuid() }),
      response: z.array(FilledField),
      handler: async ({ actor, params: { ledger, subject, objectId } }) => {
        const { definition } = engine.book.current(engine.book.get(ledger))
        const kind = objectKindOfField(definition, subject)
        const wishes = boundTo(definition, subject)
        if (!kind) throw notFound()
        const fills = await fillForm(engine.handle.db, deps, actor, { kind, objectId, ledger, wishes })
        const found = new Map(fills.map((fill) => [fill.element, fill]))
        return wishes.flatMap(({ field, element }) => {
          const fill = found.get(element)
          return fill ? [{ field, ...fill }] : []
        })
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/entries/:entryId/fills',
      summary: 'Which fields of an entry were filled from the register, and from what',
      access: { kind: 'scoped', by: 'entry' },
      params: z.object({ entryId: z.uuid() }),
      response: z.array(EntryFill),
      handler: async ({ actor, params: { entryId } }) => {
        const { ledger } = await engine.get(actor, entryId)
        const uses = (await listUses(engine.handle.db, entryId)).filter(({ field }) =>
          maySeeField(ledger.definition, field, actor),
        )
        const refs = uses.map(({ objectKind, objectId }) => ({ kind: objectKind, id: objectId }))
        const cards = await describeObjects(engine.handle.db, actor, refs, shanghaiDate(engine.clock.now()))
        return uses.map(({ field, element, source, asOf, same }, index): EntryFill => {
          const card = cards[index]
          const seen = card !== undefined && card.label !== null
          // Where a fact came from is told to who may see whose it is.
          const object = seen ? { kind: card.kind, id: card.id } : null
          return { field, element, source: seen ? source : '', asOf, same, object }
        })
      },
    }),
  ]
}

function maySeeField({ fields }: LedgerDefinition, name: string, actor: Actor): boolean {
  const field = fields.find((item) => item.name === name)
  return field !== undefined && (field.sensitivity ?? 0) <= actor.sensitivity
}
