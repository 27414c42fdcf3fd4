import { z } from 'zod'
import type { Actor } from '#kernel/http/model'
import { type ItemResult, OfflineItem, type SignedItem } from '../model/protocol.ts'
import type { OfflineDeps } from './offline-deps.ts'
import { takeItem } from './take-item.ts'
import { Upload } from './upload.ts'

/** Takes what came in one request, in its order. */
export async function takeItems(
  deps: OfflineDeps,
  actor: Actor,
  items: readonly { signed: SignedItem; files: readonly string[] }[],
): Promise<ItemResult[]> {
  const upload = new Upload(deps.engine.handle.db)
  const keys = items.flatMap(({ signed }) => keyOf(signed))
  await upload.lookFor(actor.accountId, keys)
  const results: ItemResult[] = []
  for (const { signed, files } of items)
    results.push(await takeItem(deps, { actor, sealed: false }, signed, async () => ({ files }), upload))
  return results
}

const Keyed = z.object({ clientKey: OfflineItem.shape.clientKey })

/** Its key, if it says one; what is wrong with an item is said when its turn comes. */
function keyOf({ text }: SignedItem): string[] {
  try {
    return [Keyed.parse(JSON.parse(text)).clientKey]
  } catch {
    return []
  }
}
