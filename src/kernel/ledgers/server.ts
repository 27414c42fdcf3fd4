export { batchRoutes } from './server/batch-routes.ts'
export { checkpointFile } from './server/checkpoint-file.ts'
export { toLine as checkpointLine } from './server/checkpoint-record.ts'
export { type CheckpointDeps, takeCheckpoint, type TakenCheckpoint } from './server/checkpoint.ts'
export type { Directory } from './server/directory.ts'
export { keepsOriginal } from './server/file-purpose.ts'
export { Engine, type EngineOptions, type Found } from './server/engine.ts'
export { workMigrations } from './server/migrate-run.ts'
export { migrationRoutes } from './server/migration-routes.ts'
export { readStates } from './server/state-store.ts'
export { checkErasures, eraseRestored, reapplyErasures } from './server/erasure-again.ts'
export { appendErasure, type ErasureLine, readErasures } from './server/erasure-file.ts'
export { erasureRoutes } from './server/erasure-routes.ts'
export type { ErasureDeps } from './server/erasure.ts'
export { dateMoveRoutes } from './server/date-move-routes.ts'
export { entryRoutes } from './server/entry-routes.ts'
export { climbLadder, systemActor } from './server/ladder.ts'
export { definitionRoutes } from './server/definition-routes.ts'
export { ledgerRoutes } from './server/ledger-routes.ts'
export { LiveHub, type LiveMessage, liveRoute } from './server/live.ts'
export type { ActionRequest, Performed, Result } from './server/perform.ts'
export { reactionRoutes } from './server/reaction-routes.ts'
export { reactionConsumer, runReactions } from './server/reactions.ts'
export { type Consumer, Relay } from './server/relay.ts'
export type { OutboxRow } from './server/relay-store.ts'
export { countOpenTasks, entriesOfFile } from './server/task-store.ts'
export { statisticsRoutes } from './server/statistics-routes.ts'
export { refreshStaleCases } from './server/statistics-projection.ts'
export { verifyLog, type VerifyOptions, type VerifyProgress } from './server/verify.ts'
export { titleRoutes } from './server/title-routes.ts'
export { whatIfRoute } from './server/what-if-route.ts'
export { viewRoutes } from './server/view-routes.ts'
export type {
  Ground,
  ImportReport,
  OpenPlatform,
  PlatformDeps,
  SeedLine,
  SeedOptions,
  ServerPlatform,
} from './server/platform.ts'
