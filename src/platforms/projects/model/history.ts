/**
 * What a source's month means on the time line. A page says what was so by the end of its month; it is not printed
 * from which day on. So the statement takes effect on the month's last day, 00:00 in Shanghai: every reading "as of
 * 2019-06" (the month's end) or "as of 2019-06-30" shows it, and none of an earlier day does.
 */
export function effectiveInstant(asOf: string): Date {
  const [year, month] = asOf.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year ?? 0, month ?? 1, 0)).toISOString().slice(0, 10)
  return new Date(`${lastOfMonth}T00:00:00+08:00`)
}
