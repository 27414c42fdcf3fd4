import { z } from 'zod'
import type { DefinitionFault } from './definition-fault.ts'
import type { Action, LedgerDefinition } from './definition.ts'
import { Identifier } from './identifier.ts'
import type { Values } from './state.ts'

/**
 * What one entry is to another: a duplicate (重复件) of its master, an effect of its cause, a part of a whole, or a
 * later phase (后续期) of an undertaking whose earlier one is a matter of its own.
 */
export const relations = ['duplicate_of', 'caused_by', 'part_of', 'later_phase_of'] as const
export const Relation = z.enum(relations)
export type Relation = z.infer<typeof Relation>

/** Of the word link: in which relations, to entries of which ledger, and where a duplicate goes. */
export const LinkRule = z.strictObject({
  relations: z.array(Relation).min(1).max(relations.length),
  /** The ledger of the entries that it leads to; its own without. */
  ledger: Identifier.optional(),
  /** The stage of a duplicate: closed, since its work goes on in the master. */
  duplicateStage: Identifier.optional(),
})

export type Link = { entryId: string; relation: Relation }

/** The link that an action's answers make. */
export function linkOf({ word, link }: Action, input: Values): Link | undefined {
  const entryId = input['entryId']
  if (word !== 'link' || !link || typeof entryId !== 'string') return undefined
  return { entryId, relation: (input['relation'] ?? link.relations[0]) as Relation }
}

export function linkFaults({ actions, stages }: LedgerDefinition): DefinitionFault[] {
  return actions.flatMap(({ id, word, link }, index) => {
    const path = `actions.${index}.link`
    if ((word === 'link') !== (link !== undefined))
      return [{ path, code: 'ledgers.link_misplaced', name: id }]
    if (!link) return []
    const at = `${path}.duplicateStage`
    const { duplicateStage } = link
    if (link.relations.includes('duplicate_of') !== (duplicateStage !== undefined))
      return [{ path: at, code: 'ledgers.duplicate_stage_misplaced', name: id }]
    if (duplicateStage === undefined) return []
    const stage = stages.find((item) => item.id === duplicateStage)
    if (!stage) return [{ path: at, code: 'ledgers.not_declared', name: duplicateStage }]
    return stage.open ? [{ path: at, code: 'ledgers.duplicate_stage_open', name: duplicateStage }] : []
  })
}

export type Edge = { from: string; to: string; relation: Relation }

/** The first of the new links that would lead back to where it starts, by what is linked and by those before it. */
export function findLoop(known: readonly Edge[], added: readonly Edge[]): Edge | undefined {
  const edges = [...known]
  for (const edge of added) {
    const seen = new Set<string>()
    let next = [edge.to]
    while (next.length > 0) {
      if (next.includes(edge.from)) return edge
      for (const id of next) seen.add(id)
      next = edges.flatMap(({ from, to, relation }) =>
        relation === edge.relation && next.includes(from) && !seen.has(to) ? [to] : [],
      )
    }
    edges.push(edge)
  }
  return undefined
}
