import { AlertOutlined, AuditOutlined, BookOutlined, MessageOutlined } from '@ant-design/icons'
import '../../model/incidents/messages.ts'
import type { GridWebPart } from '../part.ts'
import './messages.ts'

export const incidentsPart: GridWebPart = {
  navigation: [
    { path: '/ledgers/incident', labelKey: 'incidents.screen.list', icon: AlertOutlined },
    { path: '/ledgers/claim', labelKey: 'incidents.screen.claims', icon: MessageOutlined },
    { path: '/grid/claims/new', labelKey: 'incidents.screen.take_down', icon: AuditOutlined },
    {
      path: '/grid/incidents/catalogue',
      labelKey: 'incidents.screen.catalogue',
      icon: BookOutlined,
      section: 'grid.section.rules',
    },
  ],
  routes: [
    { path: '/grid/claims/new', face: 'desk', component: () => import('./TakeDownPage.tsx') },
    { path: '/grid/incidents/catalogue', face: 'desk', component: () => import('./CataloguePage.tsx') },
    { path: '/grid/incidents/$id', face: 'desk', component: () => import('./IncidentPage.tsx') },
  ],
  fieldViews: {},
}
