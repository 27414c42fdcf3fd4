import {
  ApartmentOutlined,
  ClockCircleOutlined,
  HeartOutlined,
  HomeOutlined,
  RadarChartOutlined,
} from '@ant-design/icons'
import '../../model/cells/care/messages.ts'
import '../../model/cells/messages.ts'
import type { GridWebPart } from '../part.ts'
import './messages.ts'

/** Cells' people and buildings; the ledgers of visits and care have the generic screens. */
export const cellsPart: GridWebPart = {
  navigation: [
    { path: '/grid/cells', labelKey: 'cells.page.title', icon: ApartmentOutlined },
    { path: '/grid/coverage', labelKey: 'cells.coverage.title', icon: RadarChartOutlined },
    { path: '/grid/duty', labelKey: 'cells.duty.title', icon: ClockCircleOutlined },
    { path: '/ledgers/household_visit', labelKey: 'cells.visit.ledger', icon: HomeOutlined },
    { path: '/ledgers/key_person', labelKey: 'cells.care.ledger', icon: HeartOutlined },
  ],
  routes: [
    { path: '/grid/cells', face: 'desk', component: () => import('./CellsPage.tsx') },
    { path: '/grid/coverage', face: 'desk', component: () => import('./CoveragePage.tsx') },
    { path: '/grid/duty', face: 'desk', component: () => import('./DutyPage.tsx') },
  ],
}
