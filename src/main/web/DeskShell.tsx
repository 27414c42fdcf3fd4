import { Outlet, useLocation } from '@tanstack/react-router'
import { MenuOutlined } from '@ant-design/icons'
import { Suspense, useState } from 'react'
import { SearchPalette } from '#kernel/search/web'
import { AppLink, Frame, KeysHelp, Loading, LanguageSwitch, LiveMark, useT } from '#kernel/ui/web'
import './desk.css'
import { DeskNavigation } from './DeskNavigation.tsx'
import { Mark } from './Mark.tsx'
import { NoticeBell } from './NoticeBell.tsx'
import { PositionMenu } from './PositionMenu.tsx'
import { useLiveQueries } from './use-live-queries.ts'

/** The desk of officials: navigation on the left, who one is and what is new on top, the page in the rest. */
export default function DeskShell() {
  return (
    <Frame ground="light">
      <Suspense fallback={<Loading />}>
        <Desk />
      </Suspense>
    </Frame>
  )
}

function Desk() {
  const t = useT()
  const { pathname } = useLocation()
  const [openAt, setOpenAt] = useState<string | null>(null)
  useLiveQueries()
  // On narrow screens the navigation lies over the page; it closes by itself when another page opens.
  const open = openAt === pathname
  return (
    <div className="desk">
      <a className="desk-skip" href="#content">
        {t('desk.skip')}
      </a>
      <header className="desk-header">
        <button
          type="button"
          className="desk-menu-button"
          aria-label={t('desk.navigation.open')}
          aria-expanded={open}
          onClick={() => setOpenAt(open ? null : pathname)}
        >
          <MenuOutlined />
        </button>
        <AppLink to="/" className="desk-home">
          <Mark />
        </AppLink>
        <div className="desk-header-end">
          <SearchPalette />
          <LiveMark />
          <LanguageSwitch />
          <NoticeBell />
          <PositionMenu />
        </div>
      </header>
      <DeskNavigation open={open} />
      <main id="content" className="desk-main" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <KeysHelp />
    </div>
  )
}
