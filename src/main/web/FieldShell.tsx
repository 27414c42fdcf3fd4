import { Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Frame, Loading } from '#kernel/ui/web'

/** What every page of the field stands in: no desk around it, the screen of a phone. */
export default function FieldShell() {
  return (
    <Frame ground="light">
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
    </Frame>
  )
}
