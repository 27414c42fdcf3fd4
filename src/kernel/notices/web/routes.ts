import type { WebRoute } from '#kernel/ui/web'

export const noticePages: readonly WebRoute[] = [
  {
    path: '/notices',
    face: 'desk',
    component: () => import('./NoticesPage.tsx').then(({ NoticesPage }) => ({ default: NoticesPage })),
  },
  {
    path: '/notices/settings',
    face: 'desk',
    component: () =>
      import('./NoticeSettingsPage.tsx').then(({ NoticeSettingsPage }) => ({ default: NoticeSettingsPage })),
  },
  {
    path: '/notice-adapters',
    face: 'desk',
    component: () =>
      import('./NoticeAdaptersPage.tsx').then(({ NoticeAdaptersPage }) => ({ default: NoticeAdaptersPage })),
  },
]
