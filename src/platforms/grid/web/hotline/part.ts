import { PhoneOutlined } from '@ant-design/icons'
import '../../model/hotline/messages.ts'
import type { GridWebPart } from '../part.ts'

export const hotlinePart: GridWebPart = {
  navigation: [
    {
      path: '/grid/hotline',
      labelKey: 'hotline.title',
      icon: PhoneOutlined,
      right: 'ledgers.export',
      section: 'grid.section.channels',
    },
  ],
  routes: [{ path: '/grid/hotline', face: 'desk', component: () => import('./HotlinePage.tsx') }],
}
