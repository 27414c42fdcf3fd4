import type { Actor } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import type { LogItem } from '../model/answers.ts'
import type { LedgerDefinition } from '../model/definition.ts'
import type { Change } from '../model/state.ts'
import { systemAccountId } from '../model/verdict.ts'
import { wordOf } from '../model/words.ts'
import { actionsOf } from './definition-book.ts'
import type { Directory } from './directory.ts'
import { changeOf, type LoggedRow } from './log-store.ts'
import { mayReadField, readableValues } from './present.ts'
import type { Attachments } from './task-store.ts'

type Context = { directory: Directory; actor: Actor; attachments: Attachments }

/** What came with an action beside the fields: the input of its own questions, the stage and the outcome it named. */
function readableAsks(definition: LedgerDefinition, change: Change, actor: Actor): Change['asks'] {
  const questions = actionsOf(definition).find((action) => action.id === change.action)?.asks ?? []
  const hidden = new Set(questions.filter((field) => !mayReadField(field, actor)).map(({ name }) => name))
  return Object.fromEntries(Object.entries(change.asks).filter(([name]) => !hidden.has(name)))
}

/** An entry's time line, each action with both its times and its hash. */
export async function presentLog(
  { directory, actor, attachments }: Context,
  definition: LedgerDefinition,
  log: readonly LoggedRow[],
): Promise<LogItem[]> {
  const accounts = await directory.accounts([...new Set(log.map((row) => row.accountId))])
  const positions = await directory.positions([...new Set(log.map((row) => row.positionId))])
  const organisations = await directory.organisations([
    ...new Set([...positions.values()].map((position) => position.organisationId)),
  ])
  const readableFiles = new Set(
    attachments.files.filter((file) => mayReadField(file, actor)).map(({ id }) => id),
  )
  return log.map((row) => {
    const change = changeOf(row.body)
    const position = positions.get(row.positionId)
    const word = wordOf(row.kind)
    const label = actionsOf(definition).find((action) => action.id === change.action)?.label ?? {
      'zh-CN': translate('zh-CN', `ledgers.word.${word}`),
      en: translate('en', `ledgers.word.${word}`),
    }
    return {
      seq: row.seq,
      action: change.action,
      word,
      label,
      by: {
        accountId: row.accountId,
        name:
          row.accountId === systemAccountId
            ? translate(actor.locale, 'ledgers.system')
            : (accounts.get(row.accountId) ?? ''),
        position: position?.title ?? null,
        organisation: (position && organisations.get(position.organisationId)) ?? null,
      },
      effectiveAt: row.effectiveAt.toISOString(),
      recordedAt: row.recordedAt.toISOString(),
      backdated: row.recordedAt.getTime() - row.effectiveAt.getTime() > 120_000,
      source: change.source ?? null,
      stage: change.set.stage ?? null,
      values: readableValues(definition.fields, { ...change.values, ...change.derived }, actor),
      asks: readableAsks(definition, change, actor),
      files: change.files.filter((id) => readableFiles.has(id)),
      hash: row.hash.toString('hex'),
    }
  })
}
