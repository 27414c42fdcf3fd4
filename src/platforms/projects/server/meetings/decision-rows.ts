import type { Actor } from '#kernel/http/model'
import { localText } from '#kernel/i18n/model'
import type { EntryState, Json } from '#kernel/ledgers/model'
import type { DecisionRow, Named } from '../../model/meetings/meeting-view.ts'
import { decisionNeeds } from '../../model/meetings/meeting-view.ts'
import { completedOn, promiseState } from '../../model/meetings/promises.ts'
import type { MeetingDeps } from './meeting-deps.ts'

export const textOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)
export const numberOf = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null)
export const rowsOf = (value: Json | undefined): { [key: string]: Json }[] =>
  Array.isArray(value)
    ? value.flatMap((item) => (item && typeof item === 'object' && !Array.isArray(item) ? [item] : []))
    : []

/** Names of organisations and accounts, looked up once for everything that names them. */
export type Names = {
  organisation: (id: number | null) => Named | null
  account: (id: number | null) => Named | null
}

export async function readNames(
  { organisationNames, accountNames }: MeetingDeps,
  locale: Actor['locale'],
  ids: { organisations: readonly number[]; accounts: readonly number[] },
): Promise<Names> {
  const [organisations, accounts] = await Promise.all([
    organisationNames([...new Set(ids.organisations)]),
    accountNames([...new Set(ids.accounts)]),
  ])
  return {
    organisation: (id) => {
      const name = id === null ? undefined : organisations.get(id)
      return id === null ? null : { id, name: name ? localText(name, locale) : `#${id}` }
    },
    account: (id) => (id === null ? null : { id, name: accounts.get(id) ?? `#${id}` }),
  }
}

const numbersIn = (value: Json | undefined): number[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'number') : []

export const organisationsIn = ({ values }: EntryState): number[] => [
  ...(numberOf(values['leadOrganisation']) === null ? [] : [numberOf(values['leadOrganisation']) ?? 0]),
  ...numbersIn(values['supporting']),
]
export const accountsIn = ({ values }: EntryState): number[] =>
  numberOf(values['responsible']) === null ? [] : [numberOf(values['responsible']) ?? 0]

export function decisionRow(state: EntryState, names: Names, today: string): DecisionRow {
  const { values } = state
  const promise = promiseState(state, today)
  return {
    id: state.id,
    no: state.no,
    seq: state.seq,
    meeting: textOf(values['meeting']) ?? '',
    title: state.title,
    item: textOf(values['item']),
    project: textOf(values['project']),
    lead: names.organisation(numberOf(values['leadOrganisation'])),
    responsible: names.account(numberOf(values['responsible'])),
    supporting: numbersIn(values['supporting']).flatMap((id) => names.organisation(id) ?? []),
    dueOn: textOf(values['dueOn']),
    state: promise,
    doneOn: completedOn(state),
    outcome: textOf(values['measures']),
    extended: state.tasks.some(({ kind, clock }) => kind === 'handle' && (clock.extensions ?? []).length > 0),
    lacks: promise === 'drafted' ? decisionNeeds.filter((need) => (values[need] ?? null) === null) : [],
  }
}
