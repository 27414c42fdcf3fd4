import { covers } from '#kernel/divisions/model'
import type { LayerShape } from '#kernel/divisions/server'
import { type Actor, hasRight } from '#kernel/http/model'

/** Divisions are reference data, the same for everybody; a cell is seen by who acts over a village it reaches into. */
export function maySeeShape(
  actor: Pick<Actor, 'divisions'>,
  layer: string,
  { places }: Pick<LayerShape, 'places'>,
): boolean {
  return layer.startsWith('division:') || places.some(({ code }) => covers(actor.divisions, code))
}

/** Who changes a shape acts over all of it. */
export function mayChangeShape(actor: Actor, { places }: Pick<LayerShape, 'places'>): boolean {
  return hasRight(actor, 'divisions.edit') && places.length > 0 && holdsAll(actor, places)
}

export function holdsAll(actor: Pick<Actor, 'divisions'>, places: readonly { code: string }[]): boolean {
  return places.every(({ code }) => covers(actor.divisions, code))
}
