export const zhCN = {
  'projects.plan.action': '调整计划',
  'projects.plan.revision': '计划修订号',
  'projects.plan.target_kind': '倒排目标',
  'projects.plan.target_date': '目标日期',
  'projects.plan.target.groundbreaking': '开工',
  'projects.plan.target.production': '投产',
  'projects.plan.baseline_kept': '保存的基线',
  'projects.plan.reason': '调整原因',
  'projects.plan.digest': '计划摘要值',
  'error.projects.plan_not_yours': '您的岗位不能调整此项目的计划。',
  'error.projects.plan_missing': '此项目还没有计划。',
  'error.projects.plan_changed_meanwhile':
    '{by}已先保存了第 {revision} 次修订({reason})。请把您的改动合并到新修订上,或放弃您的改动。',
  'error.projects.plan_unknown_holder': '步骤“{tasks}”的责任单位或责任人不存在,或已停用。',
  'error.projects.plan_too_deep': '步骤“{tasks}”的分组层数过多。',
  'error.projects.plan_group_is_milestone': '“{tasks}”下有其他步骤,不能是里程碑。',
  'error.projects.plan_actual_future': '步骤“{tasks}”的实际日期晚于今天。',
} as const
