import { useLocation } from '@tanstack/react-router'
import {
  ApartmentOutlined,
  AuditOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  InfoCircleOutlined,
  PaperClipOutlined,
  SendOutlined,
  ProfileOutlined,
  DatabaseOutlined,
  DiffOutlined,
  DownloadOutlined,
  ImportOutlined,
  EnvironmentOutlined,
  EyeOutlined,
  FormOutlined,
  SafetyOutlined,
  TagsOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { AppLink, useSession, useT, type WebNavigation } from '#kernel/ui/web'
import { usePlatforms } from './platforms-context.ts'
import { useIsEmbedded } from './use-health.ts'

const work: readonly WebNavigation[] = [
  { path: '/', labelKey: 'desk.todo', icon: CheckSquareOutlined },
  { path: '/ledgers', labelKey: 'desk.ledgers', icon: ProfileOutlined },
  { path: '/registry', labelKey: 'desk.registry', icon: DatabaseOutlined, right: 'registry.read' },
  { path: '/imports', labelKey: 'desk.imports', icon: ImportOutlined, right: 'registry.import' },
  { path: '/duplicates', labelKey: 'desk.duplicates', icon: DiffOutlined, right: 'registry.merge' },
  {
    path: '/change-requests',
    labelKey: 'desk.change_requests',
    icon: FormOutlined,
    right: 'registry.read',
  },
  { path: '/map', labelKey: 'desk.map', icon: EnvironmentOutlined },
  { path: '/purposes', labelKey: 'desk.purposes', icon: SafetyOutlined, right: 'registry.read' },
  { path: '/data-elements', labelKey: 'desk.data_elements', icon: TagsOutlined, right: 'registry.read' },
  { path: '/calendar', labelKey: 'desk.calendar', icon: CalendarOutlined },
]

const administration: readonly WebNavigation[] = [
  { path: '/accounts', labelKey: 'desk.accounts', icon: UserOutlined, right: 'identity.read' },
  { path: '/organisations', labelKey: 'desk.organisations', icon: ApartmentOutlined, right: 'identity.read' },
  {
    path: '/notice-adapters',
    labelKey: 'desk.notice_adapters',
    icon: SendOutlined,
    right: 'notices.manage',
  },
  { path: '/files', labelKey: 'desk.files', icon: PaperClipOutlined, right: 'files.manage' },
  { path: '/identity-events', labelKey: 'desk.identity_events', icon: AuditOutlined, right: 'audit.read' },
  { path: '/exports', labelKey: 'desk.exports', icon: DownloadOutlined, right: 'audit.read' },
  { path: '/unmaskings', labelKey: 'desk.unmaskings', icon: EyeOutlined, right: 'audit.read' },
]

/** The longest path that the page's own begins with is where one is. */
function currentOf(items: readonly WebNavigation[], pathname: string): string | undefined {
  return items
    .map(({ path }) => path)
    .filter((path) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`)))
    .toSorted((a, b) => b.length - a.length)[0]
}

export function DeskNavigation({ open }: { open: boolean }) {
  const t = useT()
  const { session } = useSession()
  const { pathname } = useLocation()
  const platforms = usePlatforms()
  const embedded = useIsEmbedded()
  const groups = [
    { id: 'work', titleKey: 'desk.work', navigation: work },
    ...platforms.map(({ id, titleKey, navigation }) => ({ id, titleKey, navigation })),
    { id: 'administration', titleKey: 'desk.administration', navigation: administration },
  ]
    .map((group) => ({
      ...group,
      navigation: group.navigation.filter(
        ({ right }) => right === undefined || session.rights.includes(right),
      ),
    }))
    .filter(({ navigation }) => navigation.length > 0)
  const current = currentOf(
    groups.flatMap(({ navigation }) => navigation),
    pathname,
  )
  return (
    <nav
      className={open ? 'desk-navigation desk-navigation-open' : 'desk-navigation'}
      aria-label={t('desk.navigation')}
    >
      {groups.map(({ id, titleKey, navigation }) => (
        <section key={id} aria-labelledby={`desk-group-${id}`}>
          <h2 id={`desk-group-${id}`}>{t(titleKey)}</h2>
          <ul>
            {navigation.map(({ path, labelKey, icon: Icon }) => (
              <li key={path}>
                <AppLink to={path} aria-current={path === current ? 'page' : undefined}>
                  <Icon />
                  {t(labelKey)}
                </AppLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {(embedded || session.demonstration) && (
        <div className="desk-notes">
          {session.demonstration && (
            <p>
              <InfoCircleOutlined /> {t('desk.demonstration')}
            </p>
          )}
          {embedded && (
            <p>
              <InfoCircleOutlined /> {t('desk.embedded')}
            </p>
          )}
        </div>
      )}
    </nav>
  )
}
