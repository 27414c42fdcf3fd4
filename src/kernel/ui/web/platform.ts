import { type ComponentType, createElement, lazy, type ReactElement, Suspense } from 'react'
import { Loading } from './states.tsx'

/**
 * desk: officials, within navigation and header; field: who is out with a phone, under `/m`; wall: full screen on dark
 * ground, without either; portal: residents, under `/portal`, without an account.
 */
export type WebFace = 'desk' | 'field' | 'wall' | 'portal'

export type WebRoute = {
  /**
   * `/projects/$id`: parts that begin with `$` are read by `useRouteParam`. The wall's begin with `/wall/`, the field's
   * with `/m/`, the portal's with `/portal`.
   */
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
  /** The key of the heading under which it folds away; those without stand open at the top of their group. */
  section?: string
}

/**
 * A platform's pages for who is signed in: declarations, message catalogues and lazy pages.
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
  /** What it keeps of objects of the register, on their pages; nothing for kinds that it knows nothing of. */
  objectParts?: readonly ComponentType<{ kind: string; id: string }>[]
}

/**
 * What a platform's web door exports as `platformPages`: what each start of the web loads. Residents' phones load
 * nothing that only officials need, and what the field needs is put by on the phone, so each has a module of its own.
 */
export type PlatformPages = {
  work?: () => Promise<WebPlatform>
  field?: () => Promise<WebField>
  portal?: () => Promise<readonly WebRoute[]>
}

/** A platform's pages for who is out with a phone, and those among them that stand at the thumb. */
export type WebField = {
  routes: readonly WebRoute[]
  navigation: readonly WebNavigation[]
  /** Ledgers whose entries have a page of the platform's own: `{ key_person: '/m/care/' }`. */
  entryPages?: Readonly<Record<string, string>>
  /** Stands on every page: what goes on all the while, such as a patrol. */
  banner?: () => Promise<{ default: ComponentType }>
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
