import { AimOutlined, DashboardOutlined } from '@ant-design/icons'
import '../../model/bulletins/messages.ts'
import '../../model/desk/messages.ts'
import '../../model/quality/messages.ts'
import type { GridWebPart } from '../part.ts'

export const deskPart: GridWebPart = {
  navigation: [
    { path: '/grid/desk', labelKey: 'dispatching.title', icon: AimOutlined, right: 'grid.dispatch' },
    { path: '/grid/quality', labelKey: 'quality.title', icon: DashboardOutlined },
  ],
  routes: [
    { path: '/grid/desk', face: 'desk', component: () => import('./DeskPage.tsx') },
    { path: '/grid/quality', face: 'desk', component: () => import('../quality/QualityPage.tsx') },
    { path: '/grid/bulletins/$id', face: 'desk', component: () => import('../bulletins/BulletinPage.tsx') },
  ],
}
