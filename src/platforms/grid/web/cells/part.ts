import { ApartmentOutlined, HomeOutlined } from '@ant-design/icons'
import '../../model/cells/care/messages.ts'
import '../../model/cells/messages.ts'
import type { GridWebPart } from '../part.ts'
import './messages.ts'

/** Cells' people and buildings; the ledgers of visits and care have the generic screens. */
export const cellsPart: GridWebPart = {
  navigation: [
    { path: '/grid/cells', labelKey: 'cells.page.title', icon: ApartmentOutlined },
    { path: '/ledgers/household_visit', labelKey: 'cells.visit.ledger', icon: HomeOutlined },
  ],
  routes: [{ path: '/grid/cells', face: 'desk', component: () => import('./CellsPage.tsx') }],
}
