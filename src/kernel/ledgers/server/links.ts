import { z } from 'zod'
import type { Tx } from '#kernel/db/server'
import { AppError } from '#kernel/errors/model'
import { findLoop, type Link } from '../model/links.ts'
import type { Action } from '../model/definition.ts'
import { lockLinks, readPaths } from './link-store.ts'
import type { ActionRequest } from './perform.ts'

/** What a request may link to: locked with the entries themselves, in the one order of ids. */
export function linkTargets({ input, links = [] }: Pick<ActionRequest, 'input' | 'links'>): string[] {
  const { entryId } = input
  const named = typeof entryId === 'string' && z.uuid().safeParse(entryId).success ? [entryId] : []
  return [...named, ...links.map((link) => link.entryId)]
}

type Linking = {
  from: string
  links: readonly Link[]
  action: Action
  /** Ledgers by the ids of the entries that are locked and in sight. */
  ledgerOf: (entryId: string) => string | undefined
  own: string
}

/**
 * Refuses links to what is out of sight or of another ledger than declared, twice the same, of a duplicate to a second
 * master, and those that would lead back to where they start.
 * @throws AppError ledgers.unknown_entry (404), ledgers.linked_already, ledgers.link_loops (409)
 */
export async function checkLinks(tx: Tx, steps: readonly Linking[]): Promise<void> {
  const making = steps.filter(({ links }) => links.length > 0)
  if (making.length === 0) return
  for (const { links, action, ledgerOf, own } of making) {
    for (const { entryId } of links) {
      const ledger = ledgerOf(entryId)
      // A link that the kernel makes by a reaction was declared where it stands; it has no rule of its own.
      if (ledger === undefined || (action.link && ledger !== (action.link.ledger ?? own)))
        throw new AppError('ledgers.unknown_entry', { status: 404, path: 'input.entryId' })
    }
  }
  await lockLinks(tx)
  const added = making.flatMap(({ from, links }) =>
    links.map(({ entryId, relation }) => ({ from, to: entryId, relation })),
  )
  const known = await readPaths(tx, [...new Set(added.flatMap(({ from, to }) => [from, to]))])
  for (const edge of added) {
    const same = known.some(
      ({ from, to, relation }) =>
        from === edge.from && relation === edge.relation && (to === edge.to || relation === 'duplicate_of'),
    )
    if (same) throw new AppError('ledgers.linked_already', { status: 409, path: 'input.entryId' })
  }
  if (findLoop(known, added)) throw new AppError('ledgers.link_loops', { status: 409, path: 'input.entryId' })
}
