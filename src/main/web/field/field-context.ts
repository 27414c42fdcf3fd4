import { type ComponentType, createContext, use } from 'react'
import type { WebNavigation, WebRoute } from '#kernel/ui/web'

export type FieldPages = {
  routes: readonly WebRoute[]
  navigation: readonly WebNavigation[]
  /** What stands on every page. */
  banners: readonly ComponentType[]
}

export const FieldContext = createContext<FieldPages>({ routes: [], navigation: [], banners: [] })

export function useFieldPages(): FieldPages {
  return use(FieldContext)
}
