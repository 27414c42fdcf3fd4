import { Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Frame, Loading } from '#kernel/ui/web'

/** What every page of the portal stands in. */
export default function PortalShell() {
  return (
    <Frame ground="light">
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </Frame>
  )
}
