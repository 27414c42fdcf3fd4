import { CheckOutlined, DownOutlined } from '@ant-design/icons'
import { App, Dropdown } from 'antd'
import { useState } from 'react'
import { asApiError, useGo, useSession, useT } from '#kernel/ui/web'
import { ChangePassword } from './ChangePassword.tsx'

/** Who one is and as what one acts; switches the position and signs out. */
export function PositionMenu() {
  const t = useT()
  const go = useGo()
  const { message } = App.useApp()
  const { session, switchPosition, signOut } = useSession()
  const { account, position, positions } = session
  const [changing, setChanging] = useState(false)
  const attempt = (work: Promise<void>) => {
    work.catch((error: unknown) => message.error(asApiError(error).detail))
  }
  const items = [
    ...(positions.length > 1
      ? [
          {
            key: 'positions',
            type: 'group' as const,
            label: t('desk.position.switch'),
            children: positions.map(({ id, title, organisation }) => ({
              key: String(id),
              icon: <CheckOutlined style={{ visibility: id === position.id ? 'visible' : 'hidden' }} />,
              label: `${title} · ${organisation.name}`,
              onClick: () => attempt(switchPosition(id)),
            })),
          },
          { type: 'divider' as const },
        ]
      : []),
    { key: 'field', label: <a href="/m">{t('desk.field')}</a> },
    { key: 'password', label: t('desk.password'), onClick: () => setChanging(true) },
    {
      key: 'sign-out',
      label: t('desk.signOut'),
      onClick: () => attempt(signOut().then(() => go('/sign-in', { replace: true }))),
    },
  ]
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <button type="button" className="desk-position">
          <span className="desk-position-who">
            <strong>{account.name}</strong>
            <span>
              {position.title} · {position.organisation.name}
            </span>
          </span>
          <DownOutlined aria-hidden="true" />
        </button>
      </Dropdown>
      {changing && <ChangePassword onClose={() => setChanging(false)} />}
    </>
  )
}
