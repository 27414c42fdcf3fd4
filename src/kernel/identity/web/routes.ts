import type { WebRoute } from '#kernel/ui/web'

/** Where administrators keep accounts, positions and organisations, and where their trail is read. */
export const identityPages: readonly WebRoute[] = [
  {
    path: '/accounts',
    face: 'desk',
    component: () =>
      import('./accounts/AccountsPage.tsx').then(({ AccountsPage }) => ({ default: AccountsPage })),
  },
  {
    path: '/organisations',
    face: 'desk',
    component: () =>
      import('./organisations/OrganisationsPage.tsx').then(({ OrganisationsPage }) => ({
        default: OrganisationsPage,
      })),
  },
  {
    path: '/identity-events',
    face: 'desk',
    component: () =>
      import('./events/IdentityEventsPage.tsx').then(({ IdentityEventsPage }) => ({
        default: IdentityEventsPage,
      })),
  },
]
