import { Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { PlainFrame, PlainWaiting } from '#kernel/ui/portal'

/** What every page of the portal stands in. */
export default function PortalShell() {
  return (
    <PlainFrame home="/portal">
      <Suspense fallback={<PlainWaiting />}>
        <Outlet />
      </Suspense>
    </PlainFrame>
  )
}
