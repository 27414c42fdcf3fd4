export { type Database, type DatabaseHandle, openDatabase, type Tx } from './server/database.ts'
export { idTime, newId } from './server/ids.ts'
export { discoverMigrations, type Migration, migrate } from './server/migrations.ts'
export { createJobRunner, type Job, type JobRunner } from './server/job-store.ts'
