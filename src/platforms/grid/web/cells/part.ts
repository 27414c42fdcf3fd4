import {
  ApartmentOutlined,
  ClockCircleOutlined,
  DisconnectOutlined,
  HeartOutlined,
  HomeOutlined,
  RadarChartOutlined,
} from '@ant-design/icons'
import '../../model/cells/care/messages.ts'
import '../../model/cells/messages.ts'
import { rosterRight } from '../../model/cells/people/people.ts'
import { lazyPart } from '#kernel/ui/web'
import type { GridWebPart } from '../part.ts'
import './messages.ts'

const HouseholdBuilding = lazyPart<{ kind: string; id: string }>(() => import('./HouseholdBuilding.tsx'))

/** Cells' people and buildings; the ledgers of visits and care have the generic screens. */
export const cellsPart: GridWebPart = {
  navigation: [
    {
      path: '/grid/cells',
      labelKey: 'cells.page.title',
      icon: ApartmentOutlined,
      section: 'grid.section.people',
    },
    {
      path: '/grid/coverage',
      labelKey: 'cells.coverage.title',
      icon: RadarChartOutlined,
      section: 'grid.section.people',
    },
    {
      path: '/grid/duty',
      labelKey: 'cells.duty.title',
      icon: ClockCircleOutlined,
      section: 'grid.section.people',
    },
    {
      path: '/grid/settled-conflicts',
      labelKey: 'cells.settled.title',
      icon: DisconnectOutlined,
      right: rosterRight,
      section: 'grid.section.people',
    },
    {
      path: '/ledgers/household_visit',
      labelKey: 'cells.visit.ledger',
      icon: HomeOutlined,
      section: 'grid.section.people',
    },
    {
      path: '/ledgers/key_person',
      labelKey: 'cells.care.ledger',
      icon: HeartOutlined,
      section: 'grid.section.people',
    },
  ],
  objectParts: [HouseholdBuilding],
  routes: [
    { path: '/grid/cells', face: 'desk', component: () => import('./CellsPage.tsx') },
    {
      path: '/grid/cells/import',
      face: 'desk',
      component: () => import('./importing/RosterImportsPage.tsx'),
    },
    { path: '/grid/coverage', face: 'desk', component: () => import('./CoveragePage.tsx') },
    { path: '/grid/settled-conflicts', face: 'desk', component: () => import('./SettledPage.tsx') },
    { path: '/grid/duty', face: 'desk', component: () => import('./DutyPage.tsx') },
  ],
}
