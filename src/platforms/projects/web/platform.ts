import {
  ApartmentOutlined,
  BgColorsOutlined,
  FundProjectionScreenOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import type { WebPlatform } from '#kernel/ui/web'
import '../model/investment/messages.ts'
import '../model/messages.ts'
import '../model/procedures/messages.ts'
import '../model/plan/messages.ts'
import { ColourView } from './ColourView.tsx'

export const webPlatform: WebPlatform = {
  id: 'projects',
  titleKey: 'projects.platform',
  navigation: [
    { path: '/wall/projects', labelKey: 'projects.title', icon: FundProjectionScreenOutlined },
    { path: '/projects', labelKey: 'projects.ledger', icon: ApartmentOutlined },
    { path: '/ledgers/problem', labelKey: 'projects.problem.ledger', icon: WarningOutlined },
    { path: '/projects/colour-rule', labelKey: 'projects.rule.title', icon: BgColorsOutlined },
  ],
  fieldViews: { 'project.colour': ColourView },
  routes: [
    { path: '/wall/projects', face: 'wall', component: () => import('./WallPage.tsx') },
    { path: '/projects', face: 'desk', component: () => import('./ProjectListPage.tsx') },
    {
      path: '/projects/colour-rule',
      face: 'desk',
      component: () => import('./colour-rule/ColourRulePage.tsx'),
    },
    { path: '/projects/$id/plan', face: 'desk', component: () => import('./plan/PlanPage.tsx') },
    { path: '/projects/$id', face: 'desk', component: () => import('./ProjectPage.tsx') },
  ],
}
