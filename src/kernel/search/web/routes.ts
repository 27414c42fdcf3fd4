import type { WebRoute } from '#kernel/ui/web'

export const searchPages: readonly WebRoute[] = [
  {
    path: '/search',
    face: 'desk',
    component: () => import('./SearchPage.tsx').then(({ SearchPage }) => ({ default: SearchPage })),
  },
]
