import { CheckSquareOutlined, UserOutlined } from '@ant-design/icons'
import { useLocation } from '@tanstack/react-router'
import { AppLink, useT, type WebNavigation } from '#kernel/ui/web'
import { useFieldPages } from './field-context.ts'

const first: WebNavigation = { path: '/m', labelKey: 'field.todo', icon: CheckSquareOutlined }
const last: WebNavigation = { path: '/m/me', labelKey: 'field.me', icon: UserOutlined }

/** Where one goes with the thumb. */
export function BottomBar() {
  const t = useT()
  const { pathname } = useLocation()
  const { navigation } = useFieldPages()
  const items = [first, ...navigation, last]
  const isHere = ({ path }: WebNavigation) =>
    path === '/m' ? pathname === '/m' || pathname.startsWith('/m/entries/') : pathname.startsWith(path)
  return (
    <nav className="field-bar" aria-label={t('field.bar')}>
      {items.map((item) => (
        <AppLink key={item.path} to={item.path} aria-current={isHere(item) ? 'page' : undefined}>
          <item.icon aria-hidden="true" />
          {t(item.labelKey)}
        </AppLink>
      ))}
    </nav>
  )
}
