import { Outlet } from '@tanstack/react-router'
import { type ReactNode, Suspense, useEffect } from 'react'
import { useFieldSession } from '#kernel/offline/web'
import { Frame, Loading, useLocale, useT } from '#kernel/ui/web'
import { BottomBar } from './BottomBar.tsx'
import './field-shell.css'
import { useFieldPages } from './field-context.ts'
import { FieldGate } from './FieldGate.tsx'
import { NewVersion } from './NewVersion.tsx'
import { putBy } from './new-version.ts'
import { Strip } from './Strip.tsx'

/** What every page of the field stands in: the strip on top, the page, the bar at the thumb. */
export function FieldShell() {
  const t = useT()
  const { locale } = useLocale()
  useEffect(() => {
    putBy()
    return announce(t('field.app'), locale)
  }, [t, locale])
  return (
    <Frame ground="light">
      <div className="field">
        <Suspense fallback={<Loading />}>
          <Inside>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </Inside>
        </Suspense>
      </div>
    </Frame>
  )
}

function Inside({ children }: { children: ReactNode }) {
  const { state } = useFieldSession()
  const { banners } = useFieldPages()
  const open = state === 'open'
  return (
    <>
      <Strip />
      {open && banners.map((Banner, index) => <Banner key={index} />)}
      <main className={open ? 'field-main field-main-open' : 'field-main'}>
        {open ? children : <FieldGate state={state} />}
      </main>
      <NewVersion />
      {open && <BottomBar />}
    </>
  )
}

/** Tells the browser that the face can be installed; the other faces can't. */
function announce(name: string, locale: string): () => void {
  const link = Object.assign(document.createElement('link'), {
    rel: 'manifest',
    href: locale === 'en' ? '/manifest.en.webmanifest' : '/manifest.webmanifest',
  })
  const colour = Object.assign(document.createElement('meta'), { name: 'theme-color', content: '#0a5252' })
  const title = Object.assign(document.createElement('meta'), {
    name: 'apple-mobile-web-app-title',
    content: name,
  })
  document.head.append(link, colour, title)
  return () => {
    link.remove()
    colour.remove()
    title.remove()
  }
}
