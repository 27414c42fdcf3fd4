import type { PlatformDeps, Serving } from '#kernel/ledgers/server'

export type PortalDeps = PlatformDeps & Serving

/** Who asks: where from, and under which name the server was called. */
export type Asker = {
  address: string
  cookies: Record<string, string | undefined>
  headers: { host?: string | undefined }
}
