import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import {
  ErrorState,
  Loading,
  NotFoundPage,
  parseAddress,
  stringifyAddress,
  type WebRoute,
} from '#kernel/ui/web'

export function createPortalRouter(pages: readonly WebRoute[]) {
  const root = createRootRoute({ component: lazyRouteComponent(() => import('./PortalShell.tsx')) })
  const routes = pages.map(({ path, component }) =>
    createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(component) }),
  )
  return createRouter({
    routeTree: root.addChildren(routes),
    parseSearch: parseAddress,
    stringifySearch: stringifyAddress,
    defaultPendingComponent: Loading,
    defaultPendingMs: 300,
    defaultErrorComponent: ({ error }) => <ErrorState error={error} onRetry={() => location.reload()} />,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  })
}
