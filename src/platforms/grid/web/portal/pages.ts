import type { WebRoute } from '#kernel/ui/portal'
import '../../model/portal/messages.ts'
import './messages.ts'
import './portal.css'

const page = (path: string, component: WebRoute['component']): WebRoute => ({
  path,
  face: 'portal',
  component,
})

/** The pages of residents. */
export const portalPages: readonly WebRoute[] = [
  page('/portal', () => import('./HomePage.tsx')),
  page('/portal/report', () => import('./report/ReportPage.tsx')),
  page('/portal/follow', () => import('./follow/FollowPage.tsx')),
  page('/portal/mine', () => import('./follow/MinePage.tsx')),
  page('/portal/nearby', () => import('./nearby/NearbyPage.tsx')),
  page('/portal/nearby/$no', () => import('./nearby/IncidentPage.tsx')),
]
