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
    "用法：yiwang calendar [日期 | 起..止 | 年-月 | 年] [--json] [--notice 文件]\n\n例：\n  yiwang calendar 2026-02-14\n  yiwang calendar 2026-02-01..2026-02-28\n  yiwang calendar 2026-02\n  yiwang calendar 2026 --json\n\n不写日期时查询今天（北京时间）。类别：workday 工作日、makeup_workday 调休上班、weekend 周末、holiday 放假、\nunknown 未知（国务院办公厅尚未发布该年的放假通知，不作推测）。\n\n选项：\n  --json           以 JSON 输出：['{'date, class, name, notice'}']\n  --notice 文件    另按此 JSON 文件中的放假通知计算（一份或数组）",
  'cli.calendar.unknown_year': '{year}年：国务院办公厅的放假通知尚未发布或未录入，未作推测。',
  'error.cli.bad_date':
    '“{date}”不是有效的日期。请写成 2026-02-14、2026-02-01..2026-02-28、2026-02 或 2026。',
  'error.cli.reversed_range': '起始日期 {from} 晚于截止日期 {to}。',
  'error.cli.range_too_long': '一次最多查询 {years} 年。',
  'error.cli.unreadable_file': '无法读取文件 {file}：{reason}',
  'error.cli.bad_notice': '{file} 不是有效的放假通知：{path} {reason}',
} as const
