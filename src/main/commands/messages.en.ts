import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'cli.usage':
    'Usage: yiwang <command> [options]\n\nThe command line of Yiwang. yiwang <command> --help shows how a command is used.\n\nCommands:',
  'cli.common_options':
    'Common options:\n  --lang zh|en   language of the output (else from LC_ALL, LC_MESSAGES, LANG)\n  -h, --help     show the usage',
  'error.cli.unknown_command': 'There is no command “{name}”. Run yiwang --help to see all commands.',
  'error.cli.bad_language': 'The language “{language}” is not supported. Use zh or en.',
  'error.cli.bad_option': 'The option “{option}” is not right. Add --help to see the usage.',
  'error.cli.unexpected': 'The command could not be completed: {reason}',
  'cli.calendar.summary': 'tell workdays, holidays and make-up workdays of the statutory calendar',
  'cli.calendar.usage':
    "Usage: yiwang calendar [DATE | FROM..TO | YEAR-MONTH | YEAR] [--json] [--notice FILE]\n\nExamples:\n  yiwang calendar 2026-02-14\n  yiwang calendar 2026-02-01..2026-02-28\n  yiwang calendar 2026-02\n  yiwang calendar 2026 --json\n\nWithout a date: today, Beijing time. Classes: workday, makeup_workday, weekend, holiday, and unknown where\nthe State Council has published no notice for the year: nothing is guessed.\n\nOptions:\n  --json           print JSON: ['{'date, class, name, notice'}']\n  --notice FILE    also follow the notice (or list of notices) in this JSON file",
  'cli.calendar.unknown_year':
    '{year}: no notice of the State Council is published or entered for this year; nothing is guessed.',
  'error.cli.bad_date': '“{date}” is not a date. Write 2026-02-14, 2026-02-01..2026-02-28, 2026-02 or 2026.',
  'error.cli.reversed_range': 'The first day {from} is after the last day {to}.',
  'error.cli.range_too_long': 'At most {years} years can be asked for at once.',
  'error.cli.unreadable_file': 'The file {file} cannot be read: {reason}',
  'error.cli.bad_notice': '{file} is not a valid notice: {path} {reason}',
}
