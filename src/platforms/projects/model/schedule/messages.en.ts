import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.schedule.cycle': 'The tasks wait for one another in a circle: {tasks}',
  'error.schedule.missing_task': 'A link names the task “{missing}”, which does not exist ({tasks})',
  'error.schedule.missing_parent': '{tasks}: the summary task “{missing}” does not exist',
  'error.schedule.missing_calendar': '{tasks}: the calendar “{missing}” does not exist',
  'error.schedule.duplicate_task': 'Two tasks have the same id: {tasks}',
  'error.schedule.negative_duration': 'A duration cannot be negative: {tasks}',
  'error.schedule.missing_constraint_date': '{tasks}: the constraint has no date',
  'error.schedule.finished_before_start': 'Finished before it was begun: {tasks}',
  'error.schedule.self_link': 'A task cannot precede itself: {tasks}',
  'error.schedule.duplicate_link': 'Two tasks are linked twice: {tasks}',
  'error.schedule.own_part': 'A task cannot be linked to a part of itself: {tasks}',
  'error.schedule.no_working_time':
    'The calendar “{calendar}” has no working time beyond {date}, so no date can be found',
}
