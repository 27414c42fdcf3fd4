import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'projects.plan.action': 'Change the plan',
  'projects.plan.revision': 'Revision of the plan',
  'projects.plan.target_kind': 'Target',
  'projects.plan.target_date': 'Target date',
  'projects.plan.target.groundbreaking': 'Groundbreaking',
  'projects.plan.target.production': 'Production',
  'projects.plan.baseline_kept': 'Baseline kept',
  'projects.plan.reason': 'Why it was changed',
  'projects.plan.digest': 'Hash of the plan',
  'error.projects.plan_not_yours': 'Your position cannot change the plan of this project.',
  'error.projects.plan_missing': 'This project has no plan yet.',
  'error.projects.plan_changed_meanwhile':
    '{by} has saved revision {revision} before you ({reason}). Put your changes onto it, or give them up.',
  'error.projects.plan_unknown_holder':
    'The organisation or person in charge of “{tasks}” does not exist or is no longer in use.',
  'error.projects.plan_too_deep': '“{tasks}” stands in too many groups.',
  'error.projects.plan_group_is_milestone': 'Other steps stand in “{tasks}”, so it cannot be a milestone.',
  'error.projects.plan_actual_future': 'An actual date of “{tasks}” lies after today.',
}
