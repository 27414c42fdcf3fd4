import type { Area } from '#kernel/divisions/model'

/** A shape as the history keeps it: enough to put it back. */
export type SavedShape = {
  name: string
  nameEn: string
  schematic: boolean
  area: Area
  places: { code: string; share: number }[]
}
