import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.cells.handed_to_oneself': 'Cells cannot be handed over to who has them',
  'error.cells.ends_before_it_begins': 'The day cannot be before the beginning, {from}',
  'error.cells.no_position_there': 'They hold no such position over cell {cell}',
  'error.cells.no_resident': 'The head of a building must live in it',
  'cells.seeded.people':
    'Example cells: {buildings} buildings added, {homes} households tied to them, {assignments} assignments',
  'cells.seeded.population':
    '{households} more households and {persons} people of Penglai (invented) come in the background',
}
