export const zhCN = {
  'error.identity.sign_in_refused':
    '账号或密码不正确,或账号暂时不能登录。连续输错 {failures} 次将锁定 {minutes} 分钟,之后每错一次时间加倍;请稍后再试或联系系统管理员。',
  'error.identity.password_must_change': '密码正确。首次登录或密码重置后须先设置新密码。',
  'error.identity.no_position': '您的账号目前没有任岗,请联系安全管理员。',
  'error.identity.current_password_wrong': '当前密码不正确。',
  'error.identity.password_too_short': '密码至少 10 个字符。',
  'error.identity.password_too_long': '密码最多 128 个字符。',
  'error.identity.password_too_uniform': '密码须包含大写字母、小写字母、数字、其他字符中的三类。',
  'error.identity.password_too_common': '这个密码太常见,容易被猜到。',
  'error.identity.password_contains_login_name': '密码不能包含登录名。',
  'error.identity.password_unchanged': '新密码不能与原密码相同。',
  'error.identity.login_name_taken': '登录名“{loginName}”已被使用。',
  'error.identity.unknown_position': '所选岗位不存在、已停用或不在您的权限范围内。',
  'error.identity.unknown_organisation': '所选单位不存在或不在您的权限范围内。',
  'error.identity.unknown_division': '区划代码“{code}”不存在或不在您的权限范围内。',
  'error.identity.duties_not_separated': '系统管理员、安全管理员、审计管理员不能由同一账号担任。',
  'error.identity.own_account': '不能对自己的账号进行此项操作。',
  'error.identity.key_reused': '该提交编号已用于另一项内容,请刷新后重新提交。',
  'error.identity.administrators_exist':
    '三员已经存在,没有新建账号:{who}。忘记密码请用 yiwang administrators --reset 登录名。',
  'error.identity.no_government':
    '区划 {district} 的单位还没有装入。请先运行 yiwang seed --no-accounts --no-records。',
  'error.identity.not_an_administrator':
    '“{loginName}”不是系统管理员、安全管理员或审计管理员(现有:{known})。其他账号的密码由系统管理员在界面上重置。',
} as const
