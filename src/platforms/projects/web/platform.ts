import {
  AccountBookOutlined,
  ApartmentOutlined,
  BarChartOutlined,
  FileDoneOutlined,
  AuditOutlined,
  BankOutlined,
  BgColorsOutlined,
  BulbOutlined,
  CarryOutOutlined,
  EnvironmentOutlined,
  FileProtectOutlined,
  FundProjectionScreenOutlined,
  NotificationOutlined,
  OrderedListOutlined,
  SafetyOutlined,
  TeamOutlined,
  PartitionOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import type { WebPlatform } from '#kernel/ui/web'
import '../model/indicators/messages.ts'
import '../model/investment/messages.ts'
import '../model/circulars/messages.ts'
import '../model/meetings/messages.ts'
import '../model/messages.ts'
import '../model/procedures/messages.ts'
import '../model/plan/messages.ts'
import '../model/gate/messages.ts'
import '../model/life/messages.ts'
import '../model/pool/messages.ts'
import { FindingsView } from './gate/FindingsView.tsx'
import './messages.ts'
import './procedures/messages.ts'
import { ColourView } from './ColourView.tsx'

export const webPlatform: WebPlatform = {
  id: 'projects',
  titleKey: 'projects.platform',
  navigation: [
    { path: '/wall/projects', labelKey: 'projects.title', icon: FundProjectionScreenOutlined },
    { path: '/projects', labelKey: 'projects.ledger', icon: ApartmentOutlined },
    { path: '/projects/lists', labelKey: 'projects.lists.title', icon: OrderedListOutlined },
    { path: '/projects/sheets', labelKey: 'circulars.sheet.title', icon: FileDoneOutlined },
    {
      path: '/projects/pool',
      labelKey: 'projects.pool.title',
      icon: BulbOutlined,
      section: 'projects.section.planning',
    },
    {
      path: '/projects/funding',
      labelKey: 'projects.funding.title',
      icon: BankOutlined,
      section: 'projects.section.planning',
    },
    {
      path: '/projects/gate',
      labelKey: 'projects.gate.page',
      icon: SafetyOutlined,
      section: 'projects.section.planning',
    },
    {
      path: '/projects/approvals',
      labelKey: 'projects.board.title',
      icon: FileProtectOutlined,
      section: 'projects.section.procedures',
    },
    {
      path: '/projects/procedure-templates',
      labelKey: 'projects.templates.title',
      icon: PartitionOutlined,
      section: 'projects.section.procedures',
    },
    {
      path: '/projects/colour-rule',
      labelKey: 'projects.rule.title',
      icon: BgColorsOutlined,
      section: 'projects.section.procedures',
    },
    {
      path: '/projects/coverage',
      labelKey: 'projects.coverage.title',
      icon: TeamOutlined,
      section: 'projects.section.service',
    },
    {
      path: '/ledgers/visit',
      labelKey: 'projects.visit.ledger',
      icon: EnvironmentOutlined,
      section: 'projects.section.service',
    },
    {
      path: '/projects/meetings',
      labelKey: 'projects.meeting.ledger',
      icon: CarryOutOutlined,
      section: 'projects.section.service',
    },
    {
      path: '/ledgers/problem',
      labelKey: 'projects.problem.ledger',
      icon: WarningOutlined,
      section: 'projects.section.problems',
    },
    {
      path: '/projects/supervision',
      labelKey: 'circulars.desk.title',
      icon: AuditOutlined,
      section: 'projects.section.problems',
    },
    {
      path: '/projects/circulars',
      labelKey: 'circulars.ledger',
      icon: NotificationOutlined,
      section: 'projects.section.problems',
    },
    {
      path: '/projects/investment',
      labelKey: 'projects.investment.title',
      icon: AccountBookOutlined,
      section: 'projects.section.figures',
    },
    {
      path: '/projects/indicators',
      labelKey: 'projects.indicators.title',
      icon: BarChartOutlined,
      section: 'projects.section.figures',
    },
    {
      path: '/projects/statistical-entry',
      labelKey: 'projects.entry.title',
      icon: FileDoneOutlined,
      section: 'projects.section.figures',
    },
  ],
  fieldViews: {
    'project.colour': ColourView,
    'project.gateFindings': FindingsView,
    'project.gateOverrides': FindingsView,
  },
  routes: [
    { path: '/wall/projects', face: 'wall', component: () => import('./WallPage.tsx') },
    { path: '/projects', face: 'desk', component: () => import('./ProjectListPage.tsx') },
    {
      path: '/projects/colour-rule',
      face: 'desk',
      component: () => import('./colour-rule/ColourRulePage.tsx'),
    },
    {
      path: '/projects/approvals',
      face: 'desk',
      component: () => import('./procedures/ApprovalBoardPage.tsx'),
    },
    {
      path: '/projects/procedure-templates',
      face: 'desk',
      component: () => import('./procedures/TemplatesPage.tsx'),
    },
    {
      path: '/projects/procedure-templates/$template',
      face: 'desk',
      component: () => import('./procedures/TemplatePage.tsx'),
    },
    { path: '/projects/$id/plan', face: 'desk', component: () => import('./plan/PlanPage.tsx') },
    { path: '/projects/new', face: 'desk', component: () => import('./life/NewProjectPage.tsx') },
    { path: '/projects/lists', face: 'desk', component: () => import('./life/StageListsPage.tsx') },
    { path: '/projects/pool', face: 'desk', component: () => import('./pool/PoolPage.tsx') },
    { path: '/projects/funding', face: 'desk', component: () => import('./pool/FundingPage.tsx') },
    { path: '/projects/gate', face: 'desk', component: () => import('./gate/GatePage.tsx') },
    {
      path: '/projects/circulars',
      face: 'desk',
      component: () => import('./circulars/CircularListPage.tsx'),
    },
    { path: '/projects/sheets', face: 'desk', component: () => import('./circulars/SheetsPage.tsx') },
    { path: '/projects/supervision', face: 'desk', component: () => import('./circulars/DeskPage.tsx') },
    {
      path: '/projects/circulars/$id',
      face: 'desk',
      component: () => import('./circulars/CircularPage.tsx'),
    },
    {
      path: '/projects/circular-rule',
      face: 'desk',
      component: () => import('./circulars/CircularRulePage.tsx'),
    },
    {
      path: '/projects/coverage',
      face: 'desk',
      component: () => import('./meetings/CoveragePage.tsx'),
    },
    {
      path: '/projects/service-rules/$district',
      face: 'desk',
      component: () => import('./meetings/ServiceRulePage.tsx'),
    },
    {
      path: '/projects/meetings',
      face: 'desk',
      component: () => import('./meetings/MeetingsPage.tsx'),
    },
    {
      path: '/projects/meetings/$id',
      face: 'desk',
      component: () => import('./meetings/MeetingPage.tsx'),
    },
    { path: '/wall/meetings/$id', face: 'wall', component: () => import('./meetings/RoomPage.tsx') },
    { path: '/projects/$id/visit', face: 'desk', component: () => import('./meetings/VisitPage.tsx') },
    {
      path: '/projects/investment',
      face: 'desk',
      component: () => import('./investment/InvestmentPage.tsx'),
    },
    {
      path: '/projects/statistical-entry',
      face: 'desk',
      component: () => import('./investment/ReadinessPage.tsx'),
    },
    { path: '/projects/rules', face: 'desk', component: () => import('./rules/RulesPage.tsx') },
    {
      path: '/projects/indicators',
      face: 'desk',
      component: () => import('./indicators/IndicatorsPage.tsx'),
    },
    { path: '/projects/figures', face: 'desk', component: () => import('./indicators/FiguresPage.tsx') },
    { path: '/wall/indicators', face: 'wall', component: () => import('./indicators/IndicatorsWall.tsx') },
    { path: '/projects/$id', face: 'desk', component: () => import('./ProjectPage.tsx') },
  ],
}
