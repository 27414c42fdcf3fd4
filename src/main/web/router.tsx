import type { QueryClient } from '@tanstack/react-query'
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import {
  ErrorState,
  Loading,
  NotFoundPage,
  parseAddress,
  sessionQuery,
  stringifyAddress,
  type WebFace,
  type WebPlatform,
  type WebRoute,
} from '#kernel/ui/web'
import { kernelRoutes } from './kernel-routes.ts'

/** The sign-in page, which leads back to where one wanted to be. */
export function signInAddress(wanted: string): string {
  return wanted === '/' ? '/sign-in' : `/sign-in${stringifyAddress({ return: wanted })}`
}

/** Only a path of our own: an address given by a stranger leads nowhere else. */
export function safeReturn(wanted: string | undefined): string {
  return wanted !== undefined && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/sign-in') ? wanted : '/'
}

function pages(parent: () => AnyRoute, face: WebFace, routes: readonly WebRoute[]): AnyRoute[] {
  return routes
    .filter((route) => route.face === face)
    .map(({ path, component }) =>
      createRoute({ getParentRoute: parent, path, component: lazyRouteComponent(component) }),
    )
}

export function createAppRouter(queryClient: QueryClient, platforms: readonly WebPlatform[]) {
  const routes = [...kernelRoutes, ...platforms.flatMap((platform) => platform.routes)]
  const mustBeSignedIn = async ({ location }: { location: { pathname: string; searchStr: string } }) => {
    const session = await queryClient.ensureQueryData(sessionQuery)
    const href = signInAddress(`${location.pathname}${location.searchStr}`)
    if (!session) redirect({ href, replace: true, throw: true })
  }
  const root = createRootRoute()
  const signIn = createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./SignInPage.tsx')),
  })
  const desk = createRoute({
    getParentRoute: () => root,
    id: 'desk',
    beforeLoad: mustBeSignedIn,
    component: lazyRouteComponent(() => import('./DeskShell.tsx')),
  })
  const wall = createRoute({
    getParentRoute: () => root,
    id: 'wall',
    beforeLoad: mustBeSignedIn,
    component: lazyRouteComponent(() => import('./WallShell.tsx')),
  })
  // What no page answers to stands inside the desk, with its navigation, for whoever is signed in.
  const missing = createRoute({ getParentRoute: () => desk, path: '$', component: NotFoundPage })
  desk.addChildren([...pages(() => desk, 'desk', routes), missing])
  wall.addChildren(pages(() => wall, 'wall', routes))
  return createRouter({
    routeTree: root.addChildren([signIn, desk, wall]),
    parseSearch: parseAddress,
    stringifySearch: stringifyAddress,
    defaultPendingComponent: Loading,
    defaultPendingMs: 300,
    // What is typed is kept as a draft and what is chosen stands in the address: loading anew loses nothing.
    defaultErrorComponent: ({ error }) => <ErrorState error={error} onRetry={() => location.reload()} />,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  })
}
