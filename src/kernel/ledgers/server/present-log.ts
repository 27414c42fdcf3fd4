import type { Actor } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import type { LogItem } from '../model/answers.ts'
import type { LedgerDefinition } from '../model/definition.ts'
import type { Change } from '../model/state.ts'
import { systemAccountId } from '../model/verdict.ts'
import { wordOf } from '../model/words.ts'
import { actionsOf } from './definition-book.ts'
import type { Directory } from './directory.ts'
import type { Engine } from './engine.ts'
import { changeOf, type LoggedRow } from './log-store.ts'
import { mayReadField, readableValues } from './present.ts'
import { openValues } from './open-secrets.ts'
import type { Attachments } from './attachment-store.ts'

type Context = { engine: Engine; directory: Directory; actor: Actor; attachments: Attachments }

/** What came with an action beside the fields: the input of its own questions, the stage and the outcome it named. */
function readableAsks(definition: LedgerDefinition, change: Change, actor: Actor): Change['asks'] {
  const questions = actionsOf(definition).find((action) => action.id === change.action)?.asks ?? []
  const hidden = new Set(questions.filter((field) => !mayReadField(field, actor)).map(({ name }) => name))
  return Object.fromEntries(Object.entries(change.asks).filter(([name]) => !hidden.has(name)))
}

/** What each action said and was told, in clear as far as the reader's class reaches. */
async function openLog({ engine, actor }: Context, definition: LedgerDefinition, log: readonly LoggedRow[]) {
  const { handle, keys } = engine
  const changes = log.map(({ entryId, body }) => ({ entryId, change: changeOf(body) }))
  const said = changes.map(({ entryId, change }) => ({
    entryId,
    values: readableValues(definition.fields, { ...change.values, ...change.derived }, actor),
  }))
  const told = changes.map(({ entryId, change }) => ({
    entryId,
    values: readableAsks(definition, change, actor),
  }))
  const asked = told.flatMap(({ values }) => Object.keys(values)).map((name) => ({ name, sensitivity: 0 }))
  const values = await openValues(handle.db, keys, definition.fields, said, actor)
  const asks = await openValues(handle.db, keys, asked, told, actor)
  return changes.map(({ change }, index) => ({
    change,
    values: values[index] ?? {},
    asks: asks[index] ?? {},
  }))
}

/** An entry's time line, each action with both its times and its hash. */
export async function presentLog(
  context: Context,
  definition: LedgerDefinition,
  log: readonly LoggedRow[],
): Promise<LogItem[]> {
  const { directory, actor, attachments } = context
  const opened = await openLog(context, definition, log)
  const carriers = opened.flatMap(({ change }) => change.offline?.carriedBy ?? [])
  const accounts = await directory.accounts([...new Set([...log.map((row) => row.accountId), ...carriers])])
  const positions = await directory.positions([...new Set(log.map((row) => row.positionId))])
  const organisations = await directory.organisations([
    ...new Set([...positions.values()].map((position) => position.organisationId)),
  ])
  const readableFiles = new Set(
    attachments.files.filter((file) => mayReadField(file, actor)).map(({ id }) => id),
  )
  return log.map((row, index) => {
    const { change, values, asks } = opened[index] as (typeof opened)[number]
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
      offline: change.offline ? { carriedBy: accounts.get(change.offline.carriedBy ?? 0) ?? null } : null,
      source: change.source ?? null,
      stage: change.set.stage ?? null,
      values,
      asks,
      files: change.files.filter((id) => readableFiles.has(id)),
      hash: row.hash.toString('hex'),
    }
  })
}
