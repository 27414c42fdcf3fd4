import { MessageOutlined } from '@ant-design/icons'
import '../../model/portal/messages.ts'
import type { GridWebPart } from '../part.ts'
import './messages.ts'

export const portalDeskPart: GridWebPart = {
  navigation: [
    {
      path: '/grid/portal',
      labelKey: 'portal_desk.title',
      icon: MessageOutlined,
      right: 'portal.manage',
      section: 'grid.section.channels',
    },
  ],
  routes: [
    { path: '/grid/portal', face: 'desk', component: () => import('./PortalDeskPage.tsx') },
    { path: '/grid/portal/photos/$entryId', face: 'desk', component: () => import('./PhotosPage.tsx') },
  ],
  fieldViews: {},
}
