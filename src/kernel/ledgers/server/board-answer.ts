import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { LocalText } from '#kernel/i18n/model'
import type { BoardAnswer } from '../model/answers.ts'
import type { LedgerDefinition } from '../model/definition.ts'
import { readBoard } from './board-store.ts'
import { requestFor } from './entry-list.ts'
import type { Deps } from './ledger-routes.ts'
import { ListParameters, momentOf, readableSlots } from './list-query.ts'

export const BoardParameters = ListParameters.extend({ groupBy: z.string().max(60).default('stage') })
export type BoardParameters = z.infer<typeof BoardParameters>

/** How many entries stand in each group, of those that the actor may see under the filters of the list. */
export async function readBoardAnswer(
  { engine, directory, divisionName }: Deps,
  actor: Actor,
  ledger: string,
  query: BoardParameters,
): Promise<BoardAnswer> {
  const { groupBy, ...parameters } = query
  const request = requestFor(engine, actor, ledger, parameters)
  const { definition } = engine.book.current(request.known)
  const column = groupColumn(definition, groupBy, actor)
  const groups = await readBoard(engine.handle.db, request, column)
  const names =
    column === 'organisation_id'
      ? await directory.organisations(groups.map((group) => Number(group.key)))
      : undefined
  const labelOf = (key: string | null): LocalText => {
    const plain = { 'zh-CN': key ?? '—', en: key ?? '—' }
    if (key === null) return plain
    if (groupBy === 'stage') return definition.stages.find((stage) => stage.id === key)?.label ?? plain
    if (groupBy === 'township') return divisionName(key) ?? plain
    if (names) return names.get(Number(key)) ?? plain
    return (
      definition.fields
        .find((field) => field.name === groupBy)
        ?.options?.find((option) => option.value === key)?.label ?? plain
    )
  }
  return {
    groups: groups.map(({ key, count, overdue }) => ({
      key: key ?? '',
      label: labelOf(key),
      count,
      overdue,
    })),
    total: groups.reduce((sum, group) => sum + group.count, 0),
    asOf: query.asOf ? momentOf(query.asOf).toISOString() : null,
    axis: query.axis,
  }
}

function groupColumn(definition: LedgerDefinition, groupBy: string, actor: Actor): string {
  if (groupBy === 'stage' || groupBy === 'township') return groupBy
  if (groupBy === 'organisation') return 'organisation_id'
  const slot = readableSlots(definition, actor).get(groupBy)
  if (!slot) throw new AppError('ledgers.bad_filter', { path: 'groupBy', params: { name: groupBy } })
  return slot
}
