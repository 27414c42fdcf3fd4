import type { WebRoute } from '#kernel/ui/web'

export const devicePages: readonly WebRoute[] = [
  {
    path: '/devices',
    face: 'desk',
    component: () => import('./DevicesPage.tsx').then(({ DevicesPage }) => ({ default: DevicesPage })),
  },
]
