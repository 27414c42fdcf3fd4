import type { Actor } from '#kernel/http/model'
import { type ListParameters, type ListRequest, type PlatformDeps, requestFor } from '#kernel/ledgers/server'

/** The list of incidents that the actor may see, under its own filters. */
export function incidents(
  { engine }: Pick<PlatformDeps, 'engine'>,
  actor: Actor,
  parameters: ListParameters,
): ListRequest {
  return requestFor(engine, actor, 'incident', parameters)
}
