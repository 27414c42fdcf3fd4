import { z } from 'zod'
import { notFound } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { EntryAnswer, LogItem } from '../model/answers.ts'
import type { LedgerDefinition } from '../model/definition.ts'
import { stateAsOf } from '../model/state.ts'
import type { Deps } from './ledger-routes.ts'
import { AsOf, momentOf } from './list-query.ts'
import { readLog, toLogged } from './log-store.ts'
import { presentEntry } from './present.ts'
import { presentLog } from './present-log.ts'
import { rederive } from './spans.ts'
import { readAttachments, readAttachmentsOf } from './attachment-store.ts'

export const EntryReading = z.object({
  asOf: AsOf.optional(),
  axis: z.enum(['effective', 'recorded']).default('effective'),
})
export type EntryReading = z.infer<typeof EntryReading>

type EntryRead = { answer: EntryAnswer; definition: LedgerDefinition }

/** An entry as the actor may see it, now or as of a moment, and the declaration that says how it is read. */
export async function readEntry(
  { engine, directory }: Pick<Deps, 'engine' | 'directory'>,
  actor: Actor,
  entryId: string,
  query: EntryReading,
): Promise<EntryRead> {
  const found = await engine.get(actor, entryId)
  const context = { engine, directory, actor, now: engine.clock.now() }
  const attachments = await readAttachments(engine.handle.db, entryId)
  const { definition } = found.ledger
  if (query.asOf === undefined)
    return { answer: await presentEntry(context, found, attachments, null), definition }
  const moment = momentOf(query.asOf).toISOString()
  const log = (await readLog(engine.handle.db, entryId)).map(toLogged)
  const state = stateAsOf(entryId, log, moment, query.axis)
  if (!state) throw notFound()
  // The version that the entry stood under then says how it is read.
  const ledger = engine.book.version(found.known, state.version)
  const past = { ledger, state: rederive(ledger, state) }
  return {
    answer: await presentEntry(context, past, attachments, moment),
    definition: ledger.definition,
  }
}

/**
 * Entries as the actor may see them now, each as {@link readEntry} answers it, in the order of the ids and in a few
 * statements for all of them. One that is out of sight falls out.
 */
export async function readEntriesNow(
  { engine, directory }: Pick<Deps, 'engine' | 'directory'>,
  actor: Actor,
  ids: readonly string[],
): Promise<EntryAnswer[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const found = await engine.getAll(actor, wanted)
  const attachments = await readAttachmentsOf(engine.handle.db, [...found.keys()])
  const accounts = await directory.accounts([
    ...new Set(
      [...found.values()].flatMap(({ state }) => state.tasks.flatMap((task) => task.accountId ?? [])),
    ),
  ])
  const context = {
    engine,
    directory: { ...directory, accounts: async () => accounts },
    actor,
    now: engine.clock.now(),
  }
  const answers: EntryAnswer[] = []
  for (const id of wanted) {
    const [entry, attached] = [found.get(id), attachments.get(id)]
    if (entry && attached) answers.push(await presentEntry(context, entry, attached, null))
  }
  return answers
}

/** An entry's log as the actor may see it, oldest first. */
export async function readTimeLine(
  { engine, directory }: Pick<Deps, 'engine' | 'directory'>,
  actor: Actor,
  entryId: string,
): Promise<LogItem[]> {
  const { ledger } = await engine.get(actor, entryId)
  const attachments = await readAttachments(engine.handle.db, entryId)
  const log = await readLog(engine.handle.db, entryId)
  return presentLog({ engine, directory, actor, attachments }, ledger.definition, log)
}
