import { lazyPart } from '#kernel/ui/web'
import type { PointMapProps } from './PointMap.tsx'
import type { SpotsMapProps } from './SpotsMap.tsx'

// Loaded when first shown: maps are large, and most pages have none.
export const PointMap = lazyPart<PointMapProps>(() => import('./PointMap.tsx'))
export const SpotsMap = lazyPart<SpotsMapProps>(() => import('./SpotsMap.tsx'))
