import type { Actor } from '#kernel/http/model'
import { translate } from '#kernel/i18n/model'
import type { LogItem } from '../model/answers.ts'
import type { LedgerDefinition } from '../model/definition.ts'
import { systemAccountId } from '../model/verdict.ts'
import { wordOf } from '../model/words.ts'
import { actionsOf } from './definition-book.ts'
import type { Directory } from './directory.ts'
import { changeOf, type LoggedRow } from './log-store.ts'
import { readableValues } from './present.ts'

/** An entry's time line, each action with both its times and its hash. */
export async function presentLog(
  { directory, actor }: { directory: Directory; actor: Actor },
  definition: LedgerDefinition,
  log: readonly LoggedRow[],
): Promise<LogItem[]> {
  const accounts = await directory.accounts([...new Set(log.map((row) => row.accountId))])
  const positions = await directory.positions([...new Set(log.map((row) => row.positionId))])
  const organisations = await directory.organisations([
    ...new Set([...positions.values()].map((position) => position.organisationId)),
  ])
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
      values: readableValues(definition, { ...change.values, ...change.derived }, actor),
      asks: change.asks,
      files: change.files,
      hash: row.hash.toString('hex'),
    }
  })
}
