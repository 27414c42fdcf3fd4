export { batchRoutes } from './server/batch-routes.ts'
export { checkpointFile } from './server/checkpoint-file.ts'
export { toLine as checkpointLine } from './server/checkpoint-record.ts'
export { type CheckpointDeps, takeCheckpoint, type TakenCheckpoint } from './server/checkpoint.ts'
export { derivedKey } from './server/derived-key.ts'
export type { Directory } from './server/directory.ts'
export { fileRetentionRoutes } from './server/file-retention-routes.ts'
export { keepsOriginal } from './server/file-purpose.ts'
export { Engine, type EngineOptions, type Found } from './server/engine.ts'
export { startMigration, workMigrations } from './server/migrate-run.ts'
export { migrationRoutes } from './server/migration-routes.ts'
export { type Course, readCourses } from './server/course-store.ts'
export { taskLabel } from './server/task-label.ts'
export { readStates, readStatesAt, readStatesWhere, statesOf } from './server/state-store.ts'
export { checkErasures, eraseRestored, reapplyErasures } from './server/erasure-again.ts'
export { appendErasure, type ErasureLine, readErasures } from './server/erasure-file.ts'
export { erasureAsked } from './server/erasure-store.ts'
export { erasureRoutes } from './server/erasure-routes.ts'
export type { ErasureDeps } from './server/erasure.ts'
export { listDateMoves, moveDates } from './server/date-moves.ts'
export { dateMoveRoutes } from './server/date-move-routes.ts'
export { performFilledIn } from './server/perform-filled.ts'
export { presentLedger } from './server/present.ts'
export { readTodo } from './server/todo.ts'
export { BoardParameters, readBoardAnswer } from './server/board-answer.ts'
export { exportRight, type EntryList, readEntryList, requestFor } from './server/entry-list.ts'
export { listSource } from './server/list-store.ts'
export { EntryReading, readEntriesNow, readEntry, readTimeLine } from './server/entry-reading.ts'
export { AsOf, ListParameters, type ListRequest } from './server/list-query.ts'
export { StatisticsParameters } from './server/statistics-query.ts'
export { describeDate, describeDue, describeErased } from './server/wording.ts'
export { fillRoutes } from './server/fill-routes.ts'
export { entryRoutes } from './server/entry-routes.ts'
export { climbLadder, systemActor } from './server/ladder.ts'
export { definitionRoutes } from './server/definition-routes.ts'
export { type Deps as LedgerDeps, ledgerRoutes } from './server/ledger-routes.ts'
export { LiveHub, type LiveMessage, liveRoute } from './server/live.ts'
export type { LookUpAsked } from './server/look-ups.ts'
export type { ActionRequest, Performed, Result } from './server/perform.ts'
export { reactionRoutes } from './server/reaction-routes.ts'
export { reactionConsumer, runReactions } from './server/reactions.ts'
export { type Consumer, Relay } from './server/relay.ts'
export { type OutboxRow, outboxStanding } from './server/relay-store.ts'
export { countOpenTasks, entriesOfFile } from './server/task-store.ts'
export { readCasesAt, readStatistics, statisticsRoutes } from './server/statistics-routes.ts'
export { refreshStaleCases } from './server/statistics-projection.ts'
export { readableBy } from './server/visibility-store.ts'
export { verifyLog, type VerifyOptions, type VerifyProgress } from './server/verify.ts'
export { readTitles, titleRoutes } from './server/title-routes.ts'
export { whatIfRoute } from './server/what-if-route.ts'
export { viewRoutes } from './server/view-routes.ts'
export type {
  Ground,
  ImportReport,
  Erasable,
  OfflineReference,
  OfflineTaker,
  OpenPlatform,
  PlatformDeps,
  SeedLine,
  SeedOptions,
  ServerPlatform,
  Serving,
} from './server/platform.ts'
export {
  inScope,
  liesIn,
  partsElsewhere,
  readAllRight,
  takesPart,
  withinClass,
} from './server/visibility-store.ts'
export { readEntriesAbout, subjectRoutes } from './server/subject-routes.ts'
