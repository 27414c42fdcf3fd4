/** Of the operating system, when nothing answers at the database's address. */
const lineErrors: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
/** PostgreSQL's: it stops, crashed, starts, has no connection left, or is a stand-by that only reads. */
const serverErrors = /^(08...|57P0[1-5]|53300|25006)$/
/** What the driver says without a code. */
const driverErrors =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (was closed|has encountered a connection error)|the embedded database has stopped)/

/** Whether the database is away for now, so that the same may be tried again: nobody's fault, and nothing was judged. */
export function isAway(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  if (typeof code === 'string') return lineErrors.has(code) || serverErrors.test(code)
  return typeof message === 'string' && driverErrors.test(message)
}

/** Whether there is no room left, in the database or in the folder of files. */
export function isFull(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown }
  return code === '53100' || code === 'ENOSPC' || code === 'EDQUOT'
}
