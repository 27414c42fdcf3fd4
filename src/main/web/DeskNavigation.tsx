import { Fragment, type ReactNode, useState } from 'react'
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
  RightOutlined,
  DatabaseOutlined,
  DiffOutlined,
  DownloadOutlined,
  ImportOutlined,
  MobileOutlined,
  EnvironmentOutlined,
  EyeOutlined,
  FormOutlined,
  SafetyOutlined,
  TagsOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { AppLink, useSession, useT, type WebNavigation } from '#kernel/ui/web'
import { usePlatforms } from './platforms-context.ts'
import { isUnfolded, keepUnfolded } from './unfolded.ts'
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
  { path: '/devices', labelKey: 'desk.devices', icon: MobileOutlined },
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
          <NavigationItems items={navigation} current={current} />
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

type ItemsProps = { items: readonly WebNavigation[]; current: string | undefined }

/** A group's pages: first those of every day, then the others under headings that unfold. */
function NavigationItems({ items, current }: ItemsProps) {
  const t = useT()
  const sections = Map.groupBy(items, ({ section }) => section)
  const links = (of: readonly WebNavigation[]) => (
    <ul>
      {of.map(({ path, labelKey, icon: Icon }) => (
        <li key={path}>
          <AppLink to={path} aria-current={path === current ? 'page' : undefined}>
            <Icon />
            {t(labelKey)}
          </AppLink>
        </li>
      ))}
    </ul>
  )
  return [...sections].map(([section, of]) =>
    section === undefined ? (
      <Fragment key="">{links(of)}</Fragment>
    ) : (
      <Section key={section} id={section} holdsPage={of.some(({ path }) => path === current)}>
        {links(of)}
      </Section>
    ),
  )
}

type SectionProps = { id: string; holdsPage: boolean; children: ReactNode }

/** Unfolds by itself around the page one is on; what one unfolded stays so. */
function Section({ id, holdsPage, children }: SectionProps) {
  const t = useT()
  const [open, setOpen] = useState(() => holdsPage || isUnfolded(id))
  const [heldPage, setHeldPage] = useState(holdsPage)
  if (holdsPage !== heldPage) {
    setHeldPage(holdsPage)
    if (holdsPage) setOpen(true)
  }
  const toggle = (now: boolean) => {
    setOpen(now)
    if (now !== open) keepUnfolded(id, now)
  }
  return (
    <details
      className="desk-section"
      open={open}
      onToggle={({ currentTarget }) => toggle(currentTarget.open)}
    >
      <summary>
        <RightOutlined />
        {t(id)}
      </summary>
      {children}
    </details>
  )
}
