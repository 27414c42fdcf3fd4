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
  'cells.duty.title': 'Duty',
  'cells.duty.day': 'Day',
  'cells.duty.class': 'Calendar',
  'cells.duty.part.day': 'By day',
  'cells.duty.part.night': 'By night',
  'cells.duty.class.unknown': 'Not published',
  'cells.duty.class.workday': 'Workday',
  'cells.duty.class.makeup_workday': 'Make-up workday',
  'cells.duty.class.weekend': 'Weekend',
  'cells.duty.class.holiday': 'Holiday',
  'cells.column.village': 'Community',
  'cells.coverage.what': 'What',
  'cells.coverage.day': 'Day',
  'cells.coverage.cells_without_worker': 'Cells without worker',
  'cells.coverage.buildings_without_head': 'Buildings without head',
  'cells.coverage.households_not_visited': 'Households not visited',
  'cells.coverage.claims_unanswered': 'Claims unanswered',
  'cells.coverage.incidents_unsigned': 'Incidents not signed for',
  'cells.coverage.duty_gaps': 'Gaps of duty',
  'error.cells.not_of_this_division':
    'Whoever is on duty must hold a position in an organisation of the division',
  'error.cells.rule_changed_meanwhile': 'The rule was changed meanwhile; open it again',
}
