import type { WebRoute } from '#kernel/ui/web'

/** The register by kind, with the detail of one object beside the list, and the record of numbers shown. */
export const registryPages: readonly WebRoute[] = [
  {
    path: '/registry',
    face: 'desk',
    component: () =>
      import('./pages/RegistryPage.tsx').then(({ RegistryPage }) => ({ default: RegistryPage })),
  },
  {
    path: '/registry/new/$kind',
    face: 'desk',
    component: () =>
      import('./forms/NewObjectPage.tsx').then(({ NewObjectPage }) => ({ default: NewObjectPage })),
  },
  {
    path: '/registry/$kind/$id',
    face: 'desk',
    component: () => import('./object/ObjectPage.tsx').then(({ ObjectPage }) => ({ default: ObjectPage })),
  },
  {
    path: '/registry/$kind/$id/change',
    face: 'desk',
    component: () =>
      import('./forms/ChangeObjectPage.tsx').then(({ ChangeObjectPage }) => ({ default: ChangeObjectPage })),
  },
  {
    path: '/duplicates',
    face: 'desk',
    component: () =>
      import('./duplicates/DuplicatesPage.tsx').then(({ DuplicatesPage }) => ({ default: DuplicatesPage })),
  },
  {
    path: '/imports',
    face: 'desk',
    component: () =>
      import('./importing/ImportsPage.tsx').then(({ ImportsPage }) => ({ default: ImportsPage })),
  },
  {
    path: '/merges',
    face: 'desk',
    component: () =>
      import('./duplicates/MergesPage.tsx').then(({ MergesPage }) => ({ default: MergesPage })),
  },
  {
    path: '/change-requests',
    face: 'desk',
    component: () =>
      import('./requests/RequestsPage.tsx').then(({ RequestsPage }) => ({ default: RequestsPage })),
  },
  {
    path: '/data-elements',
    face: 'desk',
    component: () =>
      import('./data-elements/DataElementsPage.tsx').then(({ DataElementsPage }) => ({
        default: DataElementsPage,
      })),
  },
  {
    path: '/purposes',
    face: 'desk',
    component: () =>
      import('./consents/PurposesPage.tsx').then(({ PurposesPage }) => ({ default: PurposesPage })),
  },
  {
    path: '/unmaskings',
    face: 'desk',
    component: () =>
      import('./pages/UnmaskingsPage.tsx').then(({ UnmaskingsPage }) => ({ default: UnmaskingsPage })),
  },
]
