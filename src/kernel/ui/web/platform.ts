import { type ComponentType, createElement, lazy, type ReactElement, Suspense } from 'react'
import { Loading } from './states.tsx'

/** desk: officials, within navigation and header; wall: full screen on dark ground, without either. */
export type WebFace = 'desk' | 'wall'

export type WebRoute = {
  /** `/projects/$id`: parts that begin with `$` are read by `useRouteParam`. The wall's begin with `/wall/`. */
  path: string
  face: WebFace
  /** Loaded when first opened: `() => import('./web/ProjectPage.tsx')`, the page being its default export. */
  component: () => Promise<{ default: ComponentType }>
}

export type WebNavigation = {
  path: string
  labelKey: string
  icon: ComponentType
  /** Shown only to positions with this right. */
  right?: string
}

/**
 * What a platform's web door exports as `webPlatform`. The door itself stays small: declarations, message
 * catalogues and lazy pages.
 */
export type WebPlatform = {
  id: string
  /** Heading of its group in the desk's navigation. */
  titleKey: string
  navigation: readonly WebNavigation[]
  routes: readonly WebRoute[]
  /**
   * How values of certain fields show, wherever the kernel shows them: `{ 'project.colour': ColourView }`. Keys are
   * ledger and field.
   */
  fieldViews?: FieldViews
}

export type FieldViews = Readonly<Record<string, ComponentType<{ value: unknown; text: string }>>>

/** A component that is loaded when first shown, with the waiting state around it. */
export function lazyPart<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): (props: Props) => ReactElement {
  const Part = lazy(load) as unknown as ComponentType<Props>
  return function LazyPart(props: Props) {
    return createElement(Suspense, { fallback: createElement(Loading) }, createElement(Part, props))
  }
}
