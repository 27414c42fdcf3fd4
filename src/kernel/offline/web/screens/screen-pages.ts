import type { WebRoute } from '#kernel/ui/web'

/** The field's pages that every ledger has, whatever the platforms. */
export const fieldScreens: readonly WebRoute[] = [
  { path: '/m', face: 'field', component: () => import('./TodoScreen.tsx') },
  { path: '/m/entries/$entryId', face: 'field', component: () => import('./EntryScreen.tsx') },
  { path: '/m/entries/$entryId/$action', face: 'field', component: () => import('./ActionScreen.tsx') },
  { path: '/m/register/$ledger', face: 'field', component: () => import('./RegisterScreen.tsx') },
  { path: '/m/unsent', face: 'field', component: () => import('./UnsentScreen.tsx') },
  { path: '/m/pin', face: 'field', component: () => import('./ChangePinScreen.tsx') },
  { path: '/m/settled', face: 'field', component: () => import('./SettledScreen.tsx') },
  { path: '/m/conflicts', face: 'field', component: () => import('./ConflictsScreen.tsx') },
]
