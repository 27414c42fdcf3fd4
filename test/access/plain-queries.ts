/** What query parameters may say that name nothing planted. */
export const plainQueries: Record<string, () => readonly string[]> = {
  of: () => ['open', 'field', 'reported'],
  area: () => ['road'],
  box: () => ['119,40,122,43'],
  mine: () => ['true'],
  ended: () => ['true'],
  grain: () => ['month'],
  source: () => ['none'],
  example: () => ['true'],
  amount: () => ['paid'],
  year: () => ['2027'],
  unread: () => ['true'],
  decided: () => ['true'],
  band: () => ['sure'],
  day: () => ['2026-01-01'],
}
