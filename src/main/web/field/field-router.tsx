import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { ErrorState, Loading, parseAddress, stringifyAddress, type WebRoute } from '#kernel/ui/web'
import { FieldMissing } from './FieldMissing.tsx'
import { FieldShell } from './FieldShell.tsx'

/** The field's pages within their shell. Whoever leaves them leaves the start that is put by, too. */
export function createFieldRouter(pages: readonly WebRoute[]) {
  const root = createRootRoute({ component: FieldShell })
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
    defaultNotFoundComponent: FieldMissing,
    scrollRestoration: true,
  })
}
