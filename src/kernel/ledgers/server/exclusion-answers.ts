import type { LocalText } from '#kernel/i18n/model'
import type { Exclusion } from '../model/exclusions.ts'
import type { ExclusionAnswer } from '../model/statistics-answers.ts'
import type { Directory } from './directory.ts'

const unnamed: LocalText = { 'zh-CN': '', en: '' }

/** Exclusions with the names of whose cases they are about, who asked and who decided, in the same order. */
export async function presentExclusions(
  directory: Directory,
  exclusions: readonly Exclusion[],
): Promise<ExclusionAnswer[]> {
  const organisations = await directory.organisations([
    ...new Set(exclusions.flatMap(({ organisationId }) => organisationId ?? [])),
  ])
  const accounts = await directory.accounts([
    ...new Set(
      exclusions.flatMap(({ accountId, decided }) => [accountId, ...(decided ? [decided.accountId] : [])]),
    ),
  ])
  return exclusions.map(({ measure, organisationId, appeal, reason, seq, accountId, at, decided }) => ({
    measure,
    organisation:
      organisationId === null
        ? null
        : { id: organisationId, name: organisations.get(organisationId) ?? unnamed },
    appeal,
    reason,
    seq,
    by: accounts.get(accountId) ?? '',
    at,
    decided: decided
      ? {
          seq: decided.seq,
          by: accounts.get(decided.accountId) ?? '',
          at: decided.at,
          upheld: decided.upheld,
          opinion: decided.opinion,
        }
      : null,
  }))
}
