import type { WebRoute } from '#kernel/ui/web'

export const mapPages: readonly WebRoute[] = [
  {
    path: '/map',
    face: 'desk',
    component: () => import('./MapPage.tsx').then(({ MapPage }) => ({ default: MapPage })),
  },
]
