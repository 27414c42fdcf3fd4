import { RouterProvider } from '@tanstack/react-router'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { FieldViewsContext } from '#kernel/ledgers/web'
import { RegistryPartsContext } from '#kernel/registry/web'
import {
  createQueryClient,
  type FieldViews,
  onLocaleChange,
  onSignedOut,
  type WebPlatform,
} from '#kernel/ui/web'
import { platforms } from './platforms.ts'
import './web/messages.ts'
import { PlatformsContext } from './web/platforms-context.ts'
import { registryParts } from './web/registry-parts.ts'
import { createAppRouter, signInAddress } from './web/router.tsx'

/** Platforms are found by their folder; a platform without screens has no web door. */
const doors = import.meta.glob<{ webPlatform: WebPlatform }>('../platforms/*/web.tsx')

async function loadPlatforms(): Promise<WebPlatform[]> {
  const found = platforms
    .map((name) => doors[`../platforms/${name}/web.tsx`])
    .filter((door) => door !== undefined)
  const modules = await Promise.all(found.map((load) => load()))
  return modules.map(({ webPlatform }) => webPlatform)
}

async function start(root: HTMLElement): Promise<void> {
  const loaded = await loadPlatforms()
  const queryClient = createQueryClient()
  const fieldViews: FieldViews = Object.assign({}, ...loaded.map((platform) => platform.fieldViews))
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
          <RegistryPartsContext value={registryParts}>
            <FieldViewsContext value={fieldViews}>
              <RouterProvider router={router} />
            </FieldViewsContext>
          </RegistryPartsContext>
        </PlatformsContext>
      </QueryClientProvider>
    </StrictMode>,
  )
}

/** After an update the parts of the old build are gone: load the page anew, but not over and over. */
function reloadAfterUpdate(): void {
  const key = 'yiwang.reloadedAt'
  addEventListener('vite:preloadError', (event) => {
    if (!navigator.onLine || Date.now() - Number(sessionStorage.getItem(key) ?? 0) < 60_000) return
    event.preventDefault()
    sessionStorage.setItem(key, String(Date.now()))
    location.reload()
  })
}

reloadAfterUpdate()
const root = document.getElementById('root')
if (root) await start(root)
