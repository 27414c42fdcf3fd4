import type { PlatformDeps } from '#kernel/ledgers/server'
import type { ProgramGate } from './programs.ts'
import type { Services } from './services.ts'

export type Open311Deps = PlatformDeps & { services: Services; gate: ProgramGate }
