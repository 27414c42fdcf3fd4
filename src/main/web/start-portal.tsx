import { RouterProvider } from '@tanstack/react-router'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient, onLocaleChange } from '#kernel/ui/portal'
import { platformDoors } from './platform-doors.ts'
import { createPortalRouter } from './portal-router.tsx'

/** The portal: for whoever comes, without an account. Nothing that only officials need may be imported here. */
export async function start(root: HTMLElement): Promise<void> {
  const doors = await platformDoors()
  const pages = await Promise.all(doors.flatMap(({ portal }) => (portal === undefined ? [] : [portal()])))
  const queryClient = createQueryClient()
  const router = createPortalRouter(pages.flat())
  onLocaleChange(() => void queryClient.invalidateQueries())
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}
