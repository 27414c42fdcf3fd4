import { AlertOutlined, CompassOutlined, HomeOutlined } from '@ant-design/icons'
import type { WebField } from '#kernel/ui/web'
import '../../model/field/messages.ts'
import '../../model/messages.ts'

/** The grid's pages for who is out with a phone. */
export const gridField: WebField = {
  navigation: [
    { path: '/m/report', labelKey: 'grid.field.report', icon: AlertOutlined },
    { path: '/m/patrol', labelKey: 'grid.field.patrol', icon: CompassOutlined },
    { path: '/m/visits', labelKey: 'grid.field.visits', icon: HomeOutlined },
  ],
  routes: [
    { path: '/m/report', face: 'field', component: () => import('./ReportPage.tsx') },
    { path: '/m/patrol', face: 'field', component: () => import('./PatrolPage.tsx') },
    { path: '/m/patrol/$patrolId', face: 'field', component: () => import('./OldPatrolPage.tsx') },
    { path: '/m/visits', face: 'field', component: () => import('./VisitsPage.tsx') },
    { path: '/m/visits/$householdId', face: 'field', component: () => import('./VisitPage.tsx') },
    { path: '/m/care', face: 'field', component: () => import('./CarePage.tsx') },
    { path: '/m/care/$entryId', face: 'field', component: () => import('./CareDetailPage.tsx') },
  ],
  entryPages: { key_person: '/m/care/' },
  banner: () => import('./PatrolBanner.tsx'),
}
