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
  'notices.digest': '摘要：未读消息 {unread} 条，其中紧急 {urgent} 条、重要 {important} 条',
  'error.notices.quiet_without_hours': '请填写免打扰的起止时间。',
  'notices.out.task_opened': '【一网】您有新的待办{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'notices.out.tasks_opened':
    '【一网】您有一批新的待办{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'notices.out.reminded': '【一网】催办：请抓紧办理{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'notices.out.supervised':
    '【一网】督办：已到期未办结{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'notices.out.circulated':
    '【一网】通报：超期仍未办结{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'notices.out.entry_closed': '【一网】已销号{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'notices.out.entry_answered': '【一网】已答复{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'notices.out.entry_voided': '【一网】已作废{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'notices.out.change_requested':
    '【一网】有登记信息更正申请待审{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'notices.out.change_approved':
    '【一网】您的更正申请已同意{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'notices.out.change_refused':
    '【一网】您的更正申请未同意{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'notices.out.digest': '【一网】未读消息摘要{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'notices.out.code': '【一网】验证码 {code}，{minutes} 分钟内有效，请勿告诉他人。',
  'notices.out.trial': '【一网】对外发送试验{hasNo, select, yes {（{no}）} other {}}，请登录查看。',
  'error.notices.bad_contact': '请填写手机号或平台账号，由字母、数字和 _ . @ + - 组成。',
  'error.notices.bad_address': '请填写 http 或 https 地址，不带用户名和密码。',
  'error.notices.address_refused': '{host} 指向本机或内部网络，未列入允许的地址。',
  'error.notices.adapter_off': '该渠道没有开启，什么也不会发出。',
  'error.notices.no_contact': '请先在“消息设置”里填写您自己的联系方式。',
  'error.notices.text_empty': '请填写文字。',
  'error.notices.text_placeholder': '只能使用编号的占位符（花括号中写 no），不能有其他花括号。',
  'error.notices.text_number': '对外文字不能含有长号码。',
  'error.notices.text_changed': '这段文字已被他人修改，请刷新后重试。',
} as const
