import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import {
  parseAddress,
  PlainFailure,
  PlainMissing,
  PlainWaiting,
  stringifyAddress,
  type WebRoute,
} from '#kernel/ui/portal'

export function createPortalRouter(pages: readonly WebRoute[]) {
  const root = createRootRoute({ component: lazyRouteComponent(() => import('./PortalShell.tsx')) })
  const routes = pages.map(({ path, component }) =>
    createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(component) }),
  )
  return createRouter({
    routeTree: root.addChildren(routes),
    parseSearch: parseAddress,
    stringifySearch: stringifyAddress,
    defaultPendingComponent: PlainWaiting,
    defaultPendingMs: 300,
    defaultErrorComponent: ({ error }) => <PlainFailure error={error} onRetry={() => location.reload()} />,
    defaultNotFoundComponent: PlainMissing,
    scrollRestoration: true,
  })
}
