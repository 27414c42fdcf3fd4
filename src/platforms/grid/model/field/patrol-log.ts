import { isWorthKeeping, lengthOf, type PatrolPoint, type PatrolReport, pointsAtOnce } from './patrol.ts'

/** A patrol as the phone keeps it: what was walked, and how much of it the server was told. */
export type PatrolLog = {
  id: string
  startedAt: string
  endedAt: string | null
  points: PatrolPoint[]
  /** How many of the points have arrived, and whether the end has. */
  told: number
  endTold: boolean
}

export type PatrolBook = { logs: PatrolLog[] }

export const emptyBook: PatrolBook = { logs: [] }

/** The patrol that is on. */
export function current({ logs }: PatrolBook): PatrolLog | undefined {
  return logs.find(({ endedAt }) => endedAt === null)
}

export function begin(book: PatrolBook, id: string, startedAt: string): PatrolBook {
  if (current(book)) return book
  return { logs: [...book.logs, { id, startedAt, endedAt: null, points: [], told: 0, endTold: false }] }
}

function changed(book: PatrolBook, change: (log: PatrolLog) => PatrolLog): PatrolBook {
  const on = current(book)
  return on ? { logs: book.logs.map((log) => (log === on ? change(log) : log)) } : book
}

/** Notes a place, if the rule lets it be kept; without a patrol nothing is. */
export function walk(book: PatrolBook, point: PatrolPoint): PatrolBook {
  const last = current(book)?.points.at(-1)
  if (!isWorthKeeping(last, point) || (last && Date.parse(point.at) <= Date.parse(last.at))) return book
  return changed(book, (log) => ({ ...log, points: [...log.points, point] }))
}

export function end(book: PatrolBook, endedAt: string): PatrolBook {
  return changed(book, (log) => ({ ...log, endedAt }))
}

/** What the server is told next; nothing where it knows all. */
export function nextReport({ logs }: PatrolBook): { report: PatrolReport; told: number } | undefined {
  const log = logs.find(
    ({ points, told, endedAt, endTold }) => told < points.length || (endedAt !== null && !endTold),
  )
  if (!log) return undefined
  const points = log.points.slice(log.told, log.told + pointsAtOnce)
  const told = log.told + points.length
  const isAll = told === log.points.length
  return {
    report: { id: log.id, startedAt: log.startedAt, endedAt: isAll ? log.endedAt : null, points },
    told,
  }
}

/** What arrived; a patrol of which everything has is forgotten here. */
export function afterTold(
  book: PatrolBook,
  { report, told }: { report: PatrolReport; told: number },
): PatrolBook {
  return {
    logs: book.logs
      .map((log) =>
        log.id === report.id
          ? { ...log, told: Math.max(log.told, told), endTold: log.endTold || report.endedAt !== null }
          : log,
      )
      .filter(({ endTold, told: known, points }) => !endTold || known < points.length),
  }
}

export const metresOf = ({ points }: PatrolLog): number => lengthOf(points)
