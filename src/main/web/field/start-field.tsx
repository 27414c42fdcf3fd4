import { RouterProvider } from '@tanstack/react-router'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { FieldEntryPages, fieldScreens } from '#kernel/offline/web'
import { createQueryClient, lazyPart, onLocaleChange, type WebRoute } from '#kernel/ui/web'
import '../messages.ts'
import { platformDoors } from '../platform-doors.ts'
import { FieldContext, type FieldPages } from './field-context.ts'
import { createFieldRouter } from './field-router.tsx'
import './messages.ts'

const ownPages: readonly WebRoute[] = [
  { path: '/m/me', face: 'field', component: () => import('./MePage.tsx') },
  { path: '/m/sign-in', face: 'field', component: () => import('./SignInAgainPage.tsx') },
]

/** Everything that the field's pages are made of must be reachable from here: it is put by for work without a network. */
export async function start(root: HTMLElement): Promise<void> {
  const doors = await platformDoors()
  const found = await Promise.all(doors.flatMap(({ field }) => (field === undefined ? [] : [field()])))
  const pages: FieldPages = {
    routes: [...fieldScreens, ...ownPages, ...found.flatMap(({ routes }) => routes)],
    navigation: found.flatMap(({ navigation }) => navigation),
    banners: found.flatMap(({ banner }) => (banner === undefined ? [] : [lazyPart(banner)])),
  }
  const entryPages: Record<string, string> = Object.assign({}, ...found.map((one) => one.entryPages))
  const queryClient = createQueryClient()
  const router = createFieldRouter(pages.routes)
  onLocaleChange(() => void queryClient.invalidateQueries())
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <FieldContext value={pages}>
          <FieldEntryPages value={entryPages}>
            <RouterProvider router={router} />
          </FieldEntryPages>
        </FieldContext>
      </QueryClientProvider>
    </StrictMode>,
  )
}
