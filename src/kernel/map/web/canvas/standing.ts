import { createContext, use } from 'react'
import type { Standing } from './use-map.ts'

/** The map that stands on the page: null while it loads, and where none can be drawn. */
export const StandingContext = createContext<Standing | null>(null)

export function useStanding(): Standing | null {
  return use(StandingContext)
}
