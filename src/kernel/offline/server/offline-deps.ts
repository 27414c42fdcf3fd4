import type { Keys } from '#kernel/crypto/server'
import type { OpenRulebook } from '#kernel/rulebooks/server'
import type { OfflineRule } from '../model/snapshot.ts'
import type { FileDeps } from '#kernel/files/server'
import type { Directory, Engine, OfflineReference, OfflineTaker } from '#kernel/ledgers/server'

/** What the area works with; given by the composition root. */
export type OfflineDeps = {
  engine: Engine
  directory: Directory
  keys: Keys
  files: FileDeps
  references: readonly OfflineReference[]
  takers: readonly OfflineTaker[]
  /** For how long phones work without a line. */
  leaseRule: OpenRulebook<OfflineRule>
}
