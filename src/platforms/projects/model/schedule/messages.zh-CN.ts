export const zhCN = {
  'error.schedule.cycle': '工序首尾相接，排不出先后：{tasks}',
  'error.schedule.missing_task': '前后关系所指的任务“{missing}”不存在（{tasks}）',
  'error.schedule.missing_parent': '{tasks}的上级任务“{missing}”不存在',
  'error.schedule.missing_calendar': '{tasks}所用的日历“{missing}”不存在',
  'error.schedule.duplicate_task': '任务编号重复：{tasks}',
  'error.schedule.negative_duration': '工期不能为负：{tasks}',
  'error.schedule.missing_constraint_date': '{tasks}的限制条件缺少日期',
  'error.schedule.finished_before_start': '实际完成早于实际开始：{tasks}',
  'error.schedule.self_link': '任务不能以自身为前置：{tasks}',
  'error.schedule.duplicate_link': '两项任务之间的关系重复：{tasks}',
  'error.schedule.own_part': '任务不能与自己的下级任务相连：{tasks}',
  'error.schedule.no_working_time': '日历“{calendar}”在{date}以外没有工作时间，排不出日期',
} as const
