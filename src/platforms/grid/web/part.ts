import type { WebPlatform } from '#kernel/ui/web'

/** A part of the platform for who is signed in: its pages, and where they stand in the navigation. */
export type GridWebPart = Pick<WebPlatform, 'routes' | 'navigation' | 'fieldViews' | 'objectParts'>
