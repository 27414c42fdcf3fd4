import { newId } from '#kernel/db/server'
import { type PlatformDeps, readStates } from '#kernel/ledgers/server'
import { chainOf, clustersOf } from '../../model/circulars/chain.ts'
import { parseCsv } from '../../model/csv.ts'
import { effectiveInstant } from '../../model/history.ts'
import { loader } from '../loading.ts'

/**
 * Says of each project from a list the chain that a page counts its enterprise to, with that page as its source. What is
 * there stays; a project whose enterprise no page counts to a cluster has none.
 */
export async function seedChains(deps: PlatformDeps, enterprises: string): Promise<number> {
  const clusters = clustersOf(parseCsv(enterprises).records)
  const actor = loader(deps)
  const states = await readStates(deps.engine, actor, 'project')
  const requests = states.flatMap((state) => {
    const { enterprises: named, chain, demonstration } = state.values
    if (typeof named !== 'string' || chain || demonstration === true) return []
    const found = chainOf(named, clusters)
    if (!found) return []
    // A project is not known before the first source that speaks of it, though its enterprise may be.
    const said = effectiveInstant(found.asOf).toISOString()
    return [
      {
        action: 'classify',
        entryId: state.id,
        expectedSeq: state.seq,
        input: { chain: found.cluster, source: found.source },
        effectiveAt: said > state.openedAt ? said : state.openedAt,
      },
    ]
  })
  if (requests.length > 0) await deps.engine.perform(actor, requests, newId())
  return requests.length
}
