import type { WebRoute } from '#kernel/ui/web'

/** The pages that every ledger has from its declaration, and the to-do list over all of them. */
export const ledgerPages: readonly WebRoute[] = [
  {
    path: '/',
    face: 'desk',
    component: () => import('./TodoPage.tsx').then(({ TodoPage }) => ({ default: TodoPage })),
  },
  {
    path: '/ledgers',
    face: 'desk',
    component: () => import('./LedgersPage.tsx').then(({ LedgersPage }) => ({ default: LedgersPage })),
  },
  {
    path: '/ledgers/$ledger',
    face: 'desk',
    component: () => import('./routed-pages.tsx').then(({ RoutedList }) => ({ default: RoutedList })),
  },
  {
    path: '/ledgers/$ledger/board',
    face: 'desk',
    component: () => import('./routed-pages.tsx').then(({ RoutedBoard }) => ({ default: RoutedBoard })),
  },
  {
    path: '/ledgers/$ledger/statistics',
    face: 'desk',
    component: () =>
      import('./routed-pages.tsx').then(({ RoutedStatistics }) => ({ default: RoutedStatistics })),
  },
  {
    path: '/ledgers/$ledger/statistics/cases',
    face: 'desk',
    component: () => import('./routed-pages.tsx').then(({ RoutedCases }) => ({ default: RoutedCases })),
  },
  {
    path: '/ledgers/$ledger/what-if',
    face: 'desk',
    component: () =>
      import('./clocks/WhatIfPage.tsx').then(({ RoutedWhatIf }) => ({ default: RoutedWhatIf })),
  },
  {
    path: '/calendar',
    face: 'desk',
    component: () =>
      import('./clocks/CalendarPage.tsx').then(({ CalendarPage }) => ({ default: CalendarPage })),
  },
  {
    path: '/ledgers/$ledger/new',
    face: 'desk',
    component: () =>
      import('./routed-pages.tsx').then(({ RoutedRegistration }) => ({ default: RoutedRegistration })),
  },
  {
    path: '/ledgers/$ledger/definition',
    face: 'desk',
    component: () =>
      import('./definitions/DefinitionPage.tsx').then(({ RoutedDefinition }) => ({
        default: RoutedDefinition,
      })),
  },
  {
    path: '/definitions/new',
    face: 'desk',
    component: () =>
      import('./definitions/DefinitionPage.tsx').then(({ NewDefinitionPage }) => ({
        default: NewDefinitionPage,
      })),
  },
  {
    path: '/entries/$id',
    face: 'desk',
    component: () => import('./routed-pages.tsx').then(({ RoutedEntry }) => ({ default: RoutedEntry })),
  },
  {
    path: '/persons/$id/erasure',
    face: 'desk',
    component: () => import('./routed-pages.tsx').then(({ RoutedErasure }) => ({ default: RoutedErasure })),
  },
  {
    path: '/erasures/$certificate',
    face: 'desk',
    component: () =>
      import('./routed-pages.tsx').then(({ RoutedCertificate }) => ({ default: RoutedCertificate })),
  },
]
