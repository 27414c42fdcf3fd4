import { Outlet } from '@tanstack/react-router'
import { Frame } from '#kernel/ui/web'

/** The wall has no chrome: a page fills the screen on dark neutral ground. */
export default function WallShell() {
  return (
    <Frame ground="dark">
      <main style={{ minHeight: '100vh', background: 'var(--yw-ground)', color: 'var(--yw-ink)' }}>
        <Outlet />
      </main>
    </Frame>
  )
}
