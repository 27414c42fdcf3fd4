import { identityPages } from '#kernel/identity/web'
import { filePages } from '#kernel/files/web'
import { ledgerPages } from '#kernel/ledgers/web'
import { mapPages } from '#kernel/map/web'
import { noticePages } from '#kernel/notices/web'
import { devicePages } from '#kernel/offline/web'
import { registryPages } from '#kernel/registry/web'
import { reportPages } from '#kernel/reports/web'
import { searchPages } from '#kernel/search/web'
import type { WebRoute } from '#kernel/ui/web'

/** The pages that every ledger and every position has, whatever the platforms. */
export const kernelRoutes: readonly WebRoute[] = [
  ...ledgerPages,
  ...noticePages,
  ...identityPages,
  ...filePages,
  ...registryPages,
  ...mapPages,
  ...searchPages,
  ...reportPages,
  ...devicePages,
]
