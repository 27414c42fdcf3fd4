import type { WebRoute } from '#kernel/ui/web'

/** The log of what left the house as a file. */
export const reportPages: readonly WebRoute[] = [
  {
    path: '/exports',
    face: 'desk',
    component: () => import('./ExportsPage.tsx').then(({ ExportsPage }) => ({ default: ExportsPage })),
  },
]
