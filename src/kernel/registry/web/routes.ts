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
    path: '/unmaskings',
    face: 'desk',
    component: () =>
      import('./pages/UnmaskingsPage.tsx').then(({ UnmaskingsPage }) => ({ default: UnmaskingsPage })),
  },
]
