import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import type { Actor } from '#kernel/http/model'
import type { OfflineItem } from '../model/protocol.ts'
import type { OfflineDeps } from './offline-deps.ts'

/**
 * What is no entry's goes to who takes it by its name. Handed over twice before it is noted, it comes to the same.
 * @throws AppError offline.bad_item where nobody takes it so, and what its taker refuses
 */
export async function handTold(
  { takers }: OfflineDeps,
  actor: Actor,
  { what, input, clientKey }: OfflineItem,
): Promise<void> {
  const taker = what.kind === 'tell' ? takers.find(({ name }) => name === what.name) : undefined
  if (!taker) throw new AppError('offline.bad_item')
  try {
    await taker.take(actor, input, clientKey)
  } catch (cause) {
    // Told in another form than its taker knows, it waits for a person and holds up nothing.
    throw cause instanceof z.ZodError ? new AppError('offline.bad_item', { cause }) : cause
  }
}
