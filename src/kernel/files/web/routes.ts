import type { WebRoute } from '#kernel/ui/web'

export const filePages: readonly WebRoute[] = [
  {
    path: '/files',
    face: 'desk',
    component: () =>
      import('./FileKeepingPage.tsx').then(({ FileKeepingPage }) => ({ default: FileKeepingPage })),
  },
]
