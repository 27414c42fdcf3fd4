import { ControlOutlined } from '@ant-design/icons'
import type { GridWebPart } from '../part.ts'
import './messages.ts'

export const rulesPart: GridWebPart = {
  navigation: [
    {
      path: '/grid/rules',
      labelKey: 'grid.rules.title',
      icon: ControlOutlined,
      right: 'grid.catalogue',
      section: 'grid.section.rules',
    },
  ],
  routes: [{ path: '/grid/rules', face: 'desk', component: () => import('./RulesPage.tsx') }],
}
