import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import { EntryAnswer } from '../model/answers.ts'
import { Identifier } from '../model/identifier.ts'
import type { Deps } from './ledger-routes.ts'
import { presentEntry } from './present.ts'
import { reactRight } from './present-reactions.ts'
import { runAgain } from './reactions.ts'
import { readAttachments } from './attachment-store.ts'

/** Reactions that failed, for a person to run again. */
export function reactionRoutes({ engine, directory }: Deps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/entries/:entryId/reactions/:seq/:reaction/runs',
      summary: 'Runs a reaction again that failed; what it had done already stays done once',
      access: { kind: 'scoped', by: 'entry', right: reactRight },
      params: z.object({
        entryId: z.uuid(),
        seq: z.coerce.number().int().min(1).max(1e9),
        reaction: Identifier,
      }),
      response: EntryAnswer,
      handler: async ({ actor, params }) => {
        const { entryId } = params
        // Out of sight it is not there, whatever the right.
        await engine.get(actor, entryId)
        await runAgain(engine, params)
        return presentEntry(
          { engine, directory, actor, now: engine.clock.now() },
          await engine.get(actor, entryId),
          await readAttachments(engine.handle.db, entryId),
          null,
        )
      },
    }),
  ]
}
