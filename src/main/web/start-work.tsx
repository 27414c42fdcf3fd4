import { RouterProvider } from '@tanstack/react-router'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { FieldViewsContext, PointMapContext } from '#kernel/ledgers/web'
import { PointMap } from '#kernel/map/web'
import { RegistryPartsContext } from '#kernel/registry/web'
import {
  createQueryClient,
  type FieldViews,
  onLocaleChange,
  onSignedOut,
  type WebPlatform,
} from '#kernel/ui/web'
import './messages.ts'
import { platformDoors } from './platform-doors.ts'
import { PlatformsContext } from './platforms-context.ts'
import { registryParts } from './registry-parts.ts'
import { createAppRouter, signInAddress } from './router.tsx'

async function loadPlatforms(): Promise<WebPlatform[]> {
  const found = await platformDoors()
  return Promise.all(found.flatMap(({ work }) => (work === undefined ? [] : [work()])))
}

/** Desk, field and wall: for who is signed in. */
export async function start(root: HTMLElement): Promise<void> {
  const loaded = await loadPlatforms()
  const queryClient = createQueryClient()
  const fieldViews: FieldViews = Object.assign({}, ...loaded.map((platform) => platform.fieldViews))
  const parts = registryParts(loaded)
  const router = createAppRouter(queryClient, loaded)
  onSignedOut(() => {
    const { pathname, searchStr } = router.latestLocation
    if (pathname === '/sign-in') return
    // The pages leave first: what they show stands on the session.
    const left = router.navigate({ href: signInAddress(`${pathname}${searchStr}`), replace: true })
    void left.then(() => queryClient.clear())
  })
  // Answers carry names and sentences in the language they were asked for in.
  onLocaleChange(() => void queryClient.invalidateQueries())
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <PlatformsContext value={loaded}>
          <RegistryPartsContext value={parts}>
            <FieldViewsContext value={fieldViews}>
              <PointMapContext value={PointMap}>
                <RouterProvider router={router} />
              </PointMapContext>
            </FieldViewsContext>
          </RegistryPartsContext>
        </PlatformsContext>
      </QueryClientProvider>
    </StrictMode>,
  )
}
