import type { Actor } from '#kernel/http/model'
import type { EntryAnswer } from '../model/answers.ts'
import type { Engine } from './engine.ts'
import { type LinkedEntry, listLinks } from './link-store.ts'

/** The links of an entry; those to entries that the reader may not see are counted, and nothing else is said. */
export async function presentLinks(
  engine: Engine,
  actor: Actor,
  entryId: string,
): Promise<EntryAnswer['links']> {
  const rows = await listLinks(engine.handle.db, actor, entryId, engine.codes)
  const shown = rows
    .filter((row) => row.visible)
    .map((row) => ({ ...keyOf(row), entry: toEntry(engine, row), count: 1 }))
  const unseen = Map.groupBy(
    rows.filter((row) => !row.visible),
    (row) => JSON.stringify(keyOf(row)),
  )
  return [
    ...shown,
    ...[...unseen.values()].flatMap((group) =>
      group[0] ? [{ ...keyOf(group[0]), entry: null, count: group.length }] : [],
    ),
  ]
}

const keyOf = ({ relation, outward }: LinkedEntry) => ({ relation, outward })

function toEntry({ book }: Engine, { id, no, title, ledgerId, stage }: LinkedEntry) {
  const known = book.getById(ledgerId)
  const label = book.current(known).definition.stages.find((item) => item.id === stage)?.label
  return { id, no, title, ledger: known.code, stage: label ?? { 'zh-CN': stage, en: stage } }
}
