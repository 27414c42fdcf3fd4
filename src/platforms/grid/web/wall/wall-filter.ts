import type { WallRowsQuery } from '../../model/wall/grid-wall.ts'

/** Which rows are open beside the wall, and what they are called. */
export type WallFilter = Pick<WallRowsQuery, 'of' | 'township' | 'stage' | 'area'> & {
  box?: string | undefined
  title: string
}
export type OpenRows = (filter: WallFilter) => void
