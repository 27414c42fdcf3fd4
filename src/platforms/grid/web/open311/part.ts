import { ApiOutlined } from '@ant-design/icons'
import '../../model/programs/messages.ts'
import type { GridWebPart } from '../part.ts'

export const open311Part: GridWebPart = {
  navigation: [
    {
      path: '/grid/programs',
      labelKey: 'programs.title',
      icon: ApiOutlined,
      right: 'programs.manage',
      section: 'grid.section.channels',
    },
  ],
  routes: [{ path: '/grid/programs', face: 'desk', component: () => import('./ProgramsPage.tsx') }],
}
