/** What lists, the dispatcher's desk and the pages of quality ask by. */
export const deskParameters = {
  openedFrom: () => ['2026-01-01'],
  openedTo: () => ['2026-12-31'],
  closedFrom: () => ['2026-01-01'],
  closedTo: () => ['2026-12-31'],
  zoom: () => ['9', '16'],
  weekday: () => ['1'],
  hour: () => ['9'],
  appeal: () => ['true'],
}
