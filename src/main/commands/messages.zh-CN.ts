export const zhCN = {
  'cli.usage':
    '用法：yiwang <命令> [选项]\n\n一网多平台的命令行。yiwang <命令> --help 查看某个命令的用法。\n\n命令：',
  'cli.common_options':
    '通用选项：\n  --lang zh|en   输出语言（默认取自 LC_ALL、LC_MESSAGES、LANG）\n  -h, --help     查看用法',
  'error.cli.unknown_command': '没有名为“{name}”的命令。运行 yiwang --help 查看全部命令。',
  'error.cli.bad_language': '不支持的语言“{language}”。可用 zh 或 en。',
  'error.cli.bad_option': '选项“{option}”不正确。加 --help 查看用法。',
  'error.cli.unexpected': '命令未能完成：{reason}',
  'cli.calendar.summary': '查询法定工作日历（节假日与调休）',
  'cli.calendar.usage':
    "用法：yiwang calendar [日期 | 起..止 | 年-月 | 年] [--json] [--notice 文件] [--data 目录 | --database 地址]\n      yiwang calendar import 文件… [--data 目录 | --database 地址]\n\n例：\n  yiwang calendar 2026-02-14\n  yiwang calendar 2026-02-01..2026-02-28\n  yiwang calendar 2026-02\n  yiwang calendar 2026 --json\n  yiwang calendar import 2027.json\n\nimport 把放假通知录入本系统，此后新算的期限按它计；已有的期限须由有权的人在“工作日历”页确认后才变动。\n\n不写日期时查询今天（北京时间）。类别：workday 工作日、makeup_workday 调休上班、weekend 周末、holiday 放假、\nunknown 未知（国务院办公厅尚未发布该年的放假通知，不作推测）。\n\n选项：\n  --json           以 JSON 输出：['{'date, class, name, notice'}']\n  --data、--database  查询这个数据目录或数据库中已录入的通知；import 录入到那里\n  --notice 文件    另按此 JSON 文件中的放假通知计算（一份或数组）",
  'cli.calendar.taken': '已录入：{notice}',
  'cli.calendar.known': '{count} 份通知先前已录入，未作改动。',
  'cli.calendar.confirm': '未办结任务的期限尚未变动。请有权的人到“工作日历”页核对并确认。',
  'error.cli.no_notice_file': '请写明放假通知文件：yiwang calendar import 文件',
  'cli.calendar.unknown_year': '{year}年：国务院办公厅的放假通知尚未发布或未录入，未作推测。',
  'error.cli.bad_date':
    '“{date}”不是有效的日期。请写成 2026-02-14、2026-02-01..2026-02-28、2026-02 或 2026。',
  'error.cli.reversed_range': '起始日期 {from} 晚于截止日期 {to}。',
  'error.cli.range_too_long': '一次最多查询 {years} 年。',
  'error.cli.unreadable_file': '无法读取文件 {file}：{reason}',
  'error.cli.bad_notice': '{file} 不是有效的放假通知：{path} {reason}',
  'cli.import.summary': '导入项目清单等表格，逐行报告结果',
  'cli.import.usage':
    '用法：yiwang import projects 文件.csv [--data 文件夹 | --database 地址] [--json]\n\n把项目清单（CSV，UTF-8）导入项目库，可重复执行：已有的不变，改过的补记，读不懂的拒收并说明行号与原因，不影响其他行。\n行号按电子表格计，表头为第 1 行。有拒收的行时，退出码为 1。\n\n选项：\n  --json   以 JSON 输出',
  'cli.import.result': '新增 {added} 条，变更 {changed} 条，未变 {unchanged} 条，拒收 {refused} 条',
  'cli.import.changed': '第 {row} 行有变更：{name}',
  'cli.import.refused': '第 {row} 行（{column}）：{why}',
  'error.cli.import_needs_file': '请写明导入什么、从哪个文件导入：yiwang import projects 文件.csv',
  'error.cli.unknown_import': '不能导入“{kind}”。可导入：{kinds}。',
  'error.cli.bad_login_name':
    '“{name}”不能作登录名：2–64 个小写字母、数字、点、横线或下划线，以字母或数字开头。',
  'error.cli.three_names': '三员须是三个人，登录名不能相同。',
  'error.installation.no_district':
    '还没有装入任何区划和单位。请先运行 yiwang seed --no-accounts --no-records。',
  'error.installation.unknown_district': '没有装入区划“{district}”（已装入：{known}）。',
  'cli.administrators.summary': '建立首批管理员（三员分立），或为忘记密码的管理员发新的一次性密码',
  'cli.administrators.usage':
    '用法：yiwang administrators [选项]\n      yiwang administrators --reset 登录名\n\n为已装入单位的系统建立系统管理员、安全管理员、审计管理员各一个账号，一次性密码只在终端显示这一次，\n首次登录时必须更改。三员都已存在时不做任何事，并说明是哪些账号；缺哪一员就补哪一员。\n\n选项：\n  --system-admin 登录名     默认 sysadmin\n  --security-admin 登录名   默认 secadmin\n  --auditor 登录名          默认 auditor\n  --district 代码           只管这个县区（6 位代码）；不写则管已装入的全部县区\n  --reset 登录名            为忘记密码的管理员发新的一次性密码，结束其全部会话，记入账号日志\n  --data 文件夹、--database 地址   数据在哪里\n  --json                    以 JSON 输出',
  'cli.administrators.made': '已建立（三员分立，请分别交给三个人）：',
  'cli.administrators.reset': '已发新的一次性密码，原有登录全部结束：',
  'cli.administrators.once': '密码只显示这一次，首次登录时必须改成自己的密码。',
  'cli.schedule.summary': '重排 Microsoft Project 文件的工期，与文件所载日期逐项对照',
  'cli.schedule.usage':
    '用法：yiwang schedule check 文件.xml [--differences] [--json]\n\n读取 Microsoft Project 的 XML 文件（MSPDI），用本系统的引擎重新排期，逐项任务列出本系统的结果、文件所载的结果和差异：\n开始、完成、最早与最迟日期、总时差、自由时差、是否关键；文件中不支持的内容连同任务一并列出。不足一分钟的差异不计。\n\n退出码：全部一致为0，有差异为1，文件无法读取或无法排期为2。\n\n选项：\n  --differences   只列有差异的\n  --json          输出 JSON；时差和差异以秒计',
  'cli.schedule.task': '任务',
  'cli.schedule.field': '项目',
  'cli.schedule.ours': '本系统',
  'cli.schedule.theirs': '文件',
  'cli.schedule.difference': '差异',
  'cli.schedule.summary_line': '{count}项任务中有{agreeing}项完全一致；各项一致数/对照数：',
  'cli.schedule.unsupported': '不支持或照文件所写的内容：',
  'error.cli.schedule_needs_file': '请写明要核对的文件：yiwang schedule check 文件.xml',
  'cli.seed.summary': '装入朝阳示范区（真实区划与项目，虚构人员）',
  'cli.seed.usage':
    '用法：yiwang seed [--real-only] [--no-accounts] [--no-records] [--data 文件夹 | --database 地址] [--json]\n\n装入区划、单位、演示账号和项目记录，可重复执行，已有的不变。\n\n选项：\n  --small         虚构的居民只装一小部分，不在后台装入整个社区\n  --real-only     只装入有来源的真实记录，不装虚构的演示项目与问题\n  --no-accounts   不建演示账号（正式使用时）\n  --no-records    只装区划和单位，不装任何记录（正式使用时）\n  --json          以 JSON 输出',
  'cli.seed.divisions': '区划：新增 {added} 个，示意图形 {shapes} 个',
  'cli.seed.organisations': '单位 {organisations} 个，岗位 {positions} 个',
  'cli.seed.people': '虚构人口：{persons} 人，{households} 户',
  'cli.seed.accounts': '演示账号 {count} 个（人名均为虚构）',
  'cli.serve.summary': '启动服务',
  'cli.serve.usage':
    '用法：yiwang serve [选项]\n\n选项：\n  --port 端口         默认 8080；0 为任选\n  --host 地址         默认 127.0.0.1，只供本机访问\n  --data 文件夹       数据文件夹\n  --database 地址     PostgreSQL（也可用环境变量 DATABASE_URL）\n  --fresh             把旧的演示数据移到一旁，重新开始\n  --empty             不装演示数据\n  --small             虚构的居民只装一小部分，不在后台装入整个社区\n  --real-only         只装有来源的真实记录\n  --cert 文件         证书（PEM）；与 --key 同用，以 HTTPS 提供服务\n  --key 文件          证书的私钥（PEM）\n  --proxy 地址        反向代理的地址（其 X-Forwarded 头可信）\n  --address 网址      从外部访问本系统的网址，纸面二维码指向它（不设则用各请求所用的地址）\n  --metrics 端口      在 http://127.0.0.1:端口/metrics 提供 Prometheus 指标（仅限本机）\n  --verbose           记录每个请求',
  'cli.serve.seeding': '首次启动，正在装入朝阳示范区：',
  'cli.serve.ready': '一网已就绪：   {address}',
  'cli.serve.wall': '挂图作战大屏： {address}',
  'cli.serve.api': '接口说明：     {address}',
  'cli.serve.embedded': '数据在 {folder}（内嵌数据库，供试用；断电可能丢失最近的数据）',
  'cli.serve.postgres': '数据在 PostgreSQL，文件在 {folder}',
  'cli.serve.try':
    '\n演示账号在登录页一键进入，例如：\n  项目管家 steward：打开大屏，点开一个“示例”项目，登记一个问题\n  区营商局 bureau：在“待办”里把问题派遣给责任单位\n  责任单位 unit：签收、办结；再由管家核查、销号\n',
  'cli.serve.stop': '按 Ctrl-C 停止。',
  'error.cli.bad_port': '端口“{port}”不正确，应为 0–65535 的整数。',
  'error.serve.port_busy':
    '端口 {port} 已被占用。请用 --port 指定另一个端口，或先停止占用它的程序。数据未被改动。',
  'error.serve.bad_address': '{address} 不是网址：应为 https://主机名，不带路径。',
  'error.serve.cannot_listen': '无法在 {host}:{port} 上提供服务（{reason}）。',
  'error.serve.bad_certificate': '证书或私钥无法读取：{reason}',
  'error.serve.not_a_demonstration':
    '{folder} 中不是演示数据，--fresh 不会动它。请用 --data 指定另一个文件夹。',
  'error.serve.fresh_is_embedded': '--fresh 只用于内嵌数据库的演示数据。',
} as const
