import { type Actor, hasRight } from '#kernel/http/model'
import { type LocalText, translate } from '#kernel/i18n/model'
import type { EntryAnswer } from '../model/answers.ts'
import type { Engine } from './engine.ts'
import { type ReactionRow, reactionsFrom, reactionsUpon } from './reaction-store.ts'
import { listTitles } from './title-store.ts'

export const reactRight = 'ledgers.react'

type Shown = EntryAnswer['reactions'][number]
type Titles = ReadonlyMap<string, { id: string; no: string; title: string; ledger: string }>

/** What an entry's actions made happen elsewhere, and which reactions were taken on it, as far as the reader may see. */
export async function presentReactions(
  engine: Engine,
  actor: Actor,
  { id, ledger }: { id: string; ledger: string },
): Promise<Shown[]> {
  const { db } = engine.handle
  const from = await reactionsFrom(db, id)
  const upon = await reactionsUpon(db, id)
  const others = [...new Set([...from, ...upon].flatMap((row) => row.others))]
  const rows = await listTitles(db, actor, others, engine.codes)
  const titles: Titles = new Map(
    rows.map(({ ledgerId, ...row }) => [row.id, { ...row, ledger: engine.book.getById(ledgerId).code }]),
  )
  const mayRun = hasRight(actor, reactRight)
  return [
    ...from.map((row) => ({
      ...shownOf(row, titles, labelIn(engine, ledger, row.reaction)),
      outward: true,
      step: row.seq,
      reason:
        row.fault === null ? null : translate(actor.locale, `error.${row.fault.code}`, row.fault.params),
      canRun: mayRun && row.state !== 'done' && row.tries > 0,
    })),
    ...upon.map((row) => ({
      ...shownOf(row, titles, labelIn(engine, titles.get(row.entryId)?.ledger, row.reaction)),
      outward: false,
      step: row.targetSeq,
      reason: null,
      canRun: false,
    })),
  ]
}

function shownOf({ seq, reaction, state, tries, at, others }: ReactionRow, titles: Titles, label: LocalText) {
  const entries = others.flatMap((id) => titles.get(id) ?? [])
  return {
    seq,
    reaction,
    label,
    state,
    tries,
    at: at.toISOString(),
    entries,
    unseen: others.length - entries.length,
  }
}

/** What the reaction is called, where the reader may see the entry whose ledger declares it. */
function labelIn({ book }: Engine, ledger: string | undefined, reaction: string): LocalText {
  const known = ledger === undefined ? undefined : book.find(ledger)
  const declared = known && book.current(known).definition.reactions?.find(({ id }) => id === reaction)
  return (
    declared?.label ?? {
      'zh-CN': translate('zh-CN', 'ledgers.reaction'),
      en: translate('en', 'ledgers.reaction'),
    }
  )
}
