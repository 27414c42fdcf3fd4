import { createContext, use } from 'react'
import type { WebPlatform } from '#kernel/ui/web'

export const PlatformsContext = createContext<readonly WebPlatform[]>([])

export function usePlatforms(): readonly WebPlatform[] {
  return use(PlatformsContext)
}
