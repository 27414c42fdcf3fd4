import { ApartmentOutlined, FundProjectionScreenOutlined, WarningOutlined } from '@ant-design/icons'
import type { WebPlatform } from '#kernel/ui/web'
import '../model/messages.ts'
import { ColourView } from './ColourView.tsx'

export const webPlatform: WebPlatform = {
  id: 'projects',
  titleKey: 'projects.platform',
  navigation: [
    { path: '/wall/projects', labelKey: 'projects.title', icon: FundProjectionScreenOutlined },
    { path: '/ledgers/project', labelKey: 'projects.ledger', icon: ApartmentOutlined },
    { path: '/ledgers/problem', labelKey: 'projects.problem.ledger', icon: WarningOutlined },
  ],
  fieldViews: { 'project.colour': ColourView },
  routes: [{ path: '/wall/projects', face: 'wall', component: () => import('./WallPage.tsx') }],
}
