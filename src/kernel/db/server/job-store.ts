import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from './database.ts'

export type Job = {
  name: string
  everyMs: number
  run(): Promise<void>
  /** Lets go of what it holds between two runs. */
  close?(): Promise<void>
}

export type JobRunner = { start(): void; stop(): Promise<void>; runNow(name: string): Promise<boolean> }

/** How a run went, for who counts them. */
export type JobRun = { seconds: number; failed: boolean }

type Options = {
  db: Database
  now: () => Date
  onError: (name: string, error: unknown) => void
  onRun?: ((name: string, run: JobRun) => void) | undefined
}

const leaseMs = 120_000
/** Machines' clocks may differ by so much; what lies further ahead was written before a clock was set back. */
const skewMs = 120_000

/**
 * Recurring work that is done once, however many processes share the database: whoever takes the lease in the table
 * `job` runs it, and keeps it for as long as it works. A process that dies in the middle loses its lease after two
 * minutes, and the next one runs it again, so a job must bear being run twice.
 */
export function createJobRunner(jobs: readonly Job[], { db, now, onError, onRun }: Options): JobRunner {
  const me = randomUUID()
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const atWork = new Set<string>()

  async function runOne(job: Job, forced: boolean): Promise<boolean> {
    if (atWork.has(job.name)) return false
    atWork.add(job.name)
    try {
      return await runLeased(job, forced)
    } finally {
      atWork.delete(job.name)
    }
  }

  async function runLeased(job: Job, forced: boolean): Promise<boolean> {
    if (!(await takeLease(db, job, me, now(), forced))) return false
    const keeping = setInterval(() => {
      // A database that is away says so to the job itself.
      keepLease(db, job, me, now()).catch(() => undefined)
    }, leaseMs / 4)
    const began = performance.now()
    let failed = false
    try {
      await job.run()
      await endLease(db, job, me, now(), null)
    } catch (error) {
      failed = true
      onError(job.name, error)
      await endLease(db, job, me, now(), String(error))
    } finally {
      clearInterval(keeping)
      onRun?.(job.name, { seconds: (performance.now() - began) / 1000, failed })
    }
    return true
  }

  async function round(): Promise<void> {
    for (const job of jobs) {
      if (stopped) return
      await runOne(job, false).catch((error: unknown) => onError(job.name, error))
    }
  }

  function schedule(): void {
    if (stopped) return
    timer = setTimeout(() => {
      running = round().finally(schedule)
    }, 1000)
    timer.unref()
  }

  return {
    start: schedule,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
      for (const job of jobs) await job.close?.()
    },
    runNow: async (name) => {
      const job = jobs.find((item) => item.name === name)
      if (!job) throw new Error(`there is no job ${name}`)
      return runOne(job, true)
    },
  }
}

async function takeLease(
  db: Database,
  { name, everyMs }: Job,
  me: string,
  now: Date,
  forced: boolean,
): Promise<boolean> {
  const after = (ms: number) => new Date(now.getTime() + ms)
  const until = after(leaseMs)
  // One's own lease is one that could not be given back, because the database was away.
  const { rows } = await sql`
    insert into job (name, next_at, locked_by, locked_until) values (${name}, ${now}, ${me}, ${until})
    on conflict (name) do update set locked_by = excluded.locked_by, locked_until = excluded.locked_until
      where (job.locked_until is null or job.locked_until < ${now} or job.locked_by = ${me}
          or job.locked_until > ${after(leaseMs + skewMs)})
        and (${forced} or job.next_at <= ${now} or job.next_at > ${after(everyMs + skewMs)})
    returning name`.execute(db)
  return rows.length > 0
}

async function keepLease(db: Database, { name }: Job, me: string, now: Date): Promise<void> {
  await sql`update job set locked_until = ${new Date(now.getTime() + leaseMs)}
    where name = ${name} and locked_by = ${me}`.execute(db)
}

async function endLease(db: Database, job: Job, me: string, now: Date, error: string | null): Promise<void> {
  const next = new Date(now.getTime() + job.everyMs)
  await sql`update job set locked_by = null, locked_until = null, ran_at = ${now}, next_at = ${next}, error = ${error},
    failures = case when ${error}::text is null then 0 else failures + 1 end
    where name = ${job.name} and locked_by = ${me}`.execute(db)
}

export type JobState = { name: string; overdueSeconds: number; failures: number; atWork: boolean }

/** How each job stands, over all processes: how long it is overdue, and how often it failed in a row. */
export async function jobStates(db: Database, now: Date): Promise<JobState[]> {
  const { rows } = await sql<JobState>`
    select name, greatest(0, extract(epoch from ${now}::timestamptz - next_at))::float8 as "overdueSeconds", failures,
      coalesce(locked_until > ${now}, false) as "atWork"
    from job order by name`.execute(db)
  return rows
}
