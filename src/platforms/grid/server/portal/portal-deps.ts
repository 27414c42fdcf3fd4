import type { PlatformDeps, Serving } from '#kernel/ledgers/server'
import type { PortalRules } from '../../model/portal/portal-rules.ts'
import type { Catalogues } from '../../model/incidents/catalogue.ts'

export type PortalDeps = PlatformDeps &
  Serving & {
    catalogues: Catalogues
    /** The rules in force. */
    portalRules: () => PortalRules
  }

/** Who asks: where from, and under which name the server was called. */
export type Asker = {
  address: string
  cookies: Record<string, string | undefined>
  headers: { host?: string | undefined }
}
