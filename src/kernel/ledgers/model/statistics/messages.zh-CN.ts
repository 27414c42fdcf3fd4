export const zhCN = {
  'error.ledgers.bad_period': '统计期间有误：{to} 早于 {from}。',
  'error.ledgers.as_of_too_large':
    '该入账时点以来变动的条目超过 {limit} 个，一次算不完。请按地点缩小范围，或查看现在的统计。',
  'ledgers.statistics.measure.on_time': '按期结案率',
  'ledgers.statistics.measure.on_time.text':
    '期内到期的办理任务中，在时限（含批准的延期）内办结的。转办、退回、挂账、作废等按规则排除并列出。',
  'ledgers.statistics.measure.on_time_original': '按原时限结案率',
  'ledgers.statistics.measure.on_time_original.text': '同一批办理任务中，不计延期、在原时限内办结的。',
  'ledgers.statistics.measure.extension': '延期率',
  'ledgers.statistics.measure.extension.text': '同一批办理任务中，获批过延期的。',
  'ledgers.statistics.measure.response': '响应率',
  'ledgers.statistics.measure.response.text':
    '期内到期的签收中，按时签收的；台账未设签收时限的，看是否在办理时限内签收或办结。',
  'ledgers.statistics.measure.rework': '返工率',
  'ledgers.statistics.measure.rework.text':
    '期内办结的办理任务中，其后核查不通过、被退回或重办的，不论何时发生。',
  'ledgers.statistics.measure.resolution': '办结率',
  'ledgers.statistics.measure.resolution.text': '期内登记的条目中，至今已办结且未返工的。',
  'ledgers.statistics.measure.satisfaction': '满意率',
  'ledgers.statistics.measure.satisfaction.text':
    '期内的评价中，得分达到台账规定分数的；申诉成立的评价不计。',
  'ledgers.statistics.rule.voided': '已作废',
  'ledgers.statistics.rule.refused': '不予受理',
  'ledgers.statistics.rule.duplicate': '重复件，并入主件办理',
  'ledgers.statistics.rule.no_limit': '无时限',
  'ledgers.statistics.rule.released': '任务已无须办理',
  'ledgers.statistics.rule.suspended': '到期前挂账未恢复',
  'ledgers.statistics.rule.handed_on': '时限内转办或退回',
  'ledgers.statistics.rule.appeal_upheld': '申诉成立',
  'ledgers.statistics.rule.excluded': '经审批剔除',
  'ledgers.statistics.rule.not_yet_due': '尚未到期',
  'ledgers.statistics.rounding': '取舍',
  'ledgers.statistics.rounding.text':
    '按整数计算，保留两位小数，四舍五入；未满全部不显示为 100%，不为零不显示为 0%；没有案例不计算比率。',
} as const
