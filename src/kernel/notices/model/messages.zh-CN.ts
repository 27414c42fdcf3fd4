export const zhCN = {
  'notices.task_opened': '新的待办：{title}（{no}）{hasDue, select, yes {，请于 {due} 前办理} other {}}',
  'notices.tasks_opened': '台账“{ledger}”有 {count} 件新的待办',
  'notices.reminded': '催办：{title}（{no}），请抓紧办理',
  'notices.supervised': '督办：{title}（{no}）已到期未办结',
  'notices.circulated': '通报：{title}（{no}）超期仍未办结',
  'notices.entry_closed': '已销号：{title}（{no}）',
  'notices.entry_answered': '已答复：{title}（{no}）',
  'notices.change_requested': '有一项信息变更申请等待审核',
  'notices.change_approved': '您提出的信息变更申请已同意',
  'notices.change_refused': '您提出的信息变更申请未获同意',
  'notices.entry_voided': '已作废：{title}（{no}）',
} as const
