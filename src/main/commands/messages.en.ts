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
    "Usage: yiwang calendar [DATE | FROM..TO | YEAR-MONTH | YEAR] [--json] [--notice FILE] [--data FOLDER | --database URL]\n       yiwang calendar import FILE... [--data FOLDER | --database URL]\n\nExamples:\n  yiwang calendar 2026-02-14\n  yiwang calendar 2026-02-01..2026-02-28\n  yiwang calendar 2026-02\n  yiwang calendar 2026 --json\n  yiwang calendar import 2027.json\n\nimport keeps holiday notices in the system. Dates are counted by them from then on; those already set\nmove only after a person with the right has confirmed them on the page Working calendar.\n\nWithout a date: today, Beijing time. Classes: workday, makeup_workday, weekend, holiday, and unknown where\nthe State Council has published no notice for the year: nothing is guessed.\n\nOptions:\n  --json           print JSON: ['{'date, class, name, notice'}']\n  --data, --database  follow the notices entered in that data folder or database; import enters them there\n  --notice FILE    also follow the notice (or list of notices) in this JSON file",
  'cli.calendar.taken': 'Taken in: {notice}',
  'cli.calendar.known':
    '{count, plural, one {# notice was} other {# notices were}} known already; nothing changed.',
  'cli.calendar.confirm':
    'No due date of an open task has moved. A person with the right confirms them on the page Working calendar.',
  'error.cli.no_notice_file': 'Name the file with the holiday notice: yiwang calendar import FILE',
  'cli.calendar.unknown_year':
    '{year}: no notice of the State Council is published or entered for this year; nothing is guessed.',
  'error.cli.bad_date': '“{date}” is not a date. Write 2026-02-14, 2026-02-01..2026-02-28, 2026-02 or 2026.',
  'error.cli.reversed_range': 'The first day {from} is after the last day {to}.',
  'error.cli.range_too_long': 'At most {years} years can be asked for at once.',
  'error.cli.unreadable_file': 'The file {file} cannot be read: {reason}',
  'error.cli.bad_notice': '{file} is not a valid notice: {path} {reason}',
  'cli.import.summary': 'Take over a list, such as of projects, and say what became of each row',
  'cli.import.usage':
    'Usage: yiwang import projects FILE.csv [--data FOLDER | --database ADDRESS] [--json]\n\nTakes a project list (CSV, UTF-8) into the register. It can be run again: what is there stays, what was corrected is\nreported anew, and a row that cannot be read is refused with its number and reason and loses no other row.\nRows are counted as in a spreadsheet, the header being row 1. The exit code is 1 where a row was refused.\n\nOptions:\n  --json   print JSON',
  'cli.import.result': '{added} added, {changed} changed, {unchanged} unchanged, {refused} refused',
  'cli.import.changed': 'row {row} changed: {name}',
  'cli.import.refused': 'row {row} ({column}): {why}',
  'error.cli.import_needs_file': 'Say what to import and from which file: yiwang import projects FILE.csv',
  'error.cli.unknown_import': '“{kind}” cannot be imported. Can be: {kinds}.',
  'error.cli.bad_login_name':
    '“{name}” cannot be a login name: 2–64 small letters, digits, dots, hyphens or underscores, a letter or digit first.',
  'error.cli.three_names': 'The three administrators are three people: their login names must differ.',
  'error.installation.no_district':
    'No divisions and organisations are loaded yet. Run yiwang seed --no-accounts --no-records first.',
  'error.installation.unknown_district': 'Division “{district}” is not loaded (there are: {known}).',
  'cli.administrators.summary':
    'Make the first administrators, or give one who lost the password a new one-time password',
  'cli.administrators.usage':
    'Usage: yiwang administrators [options]\n       yiwang administrators --reset NAME\n\nMakes one account each for the system, security and audit administrator where the organisations are loaded. Their\none-time passwords are shown on the terminal this once and must be changed at the first sign-in. Where all three exist\nnothing is done and the answer says which they are; where one is missing, that one is made.\n\nOptions:\n  --system-admin NAME     login name, sysadmin unless told\n  --security-admin NAME   login name, secadmin unless told\n  --auditor NAME          login name, auditor unless told\n  --district CODE         over this district (6 digits) alone; else over all that are loaded\n  --reset NAME            a new one-time password for an administrator who lost the old one; ends every session of\n                          the account and is written to the trail of accounts\n  --data FOLDER, --database URL   where the data is\n  --json                  print JSON',
  'cli.administrators.made': 'Made, for three different people:',
  'cli.administrators.reset': 'A new one-time password; every session of the account has ended:',
  'cli.administrators.once':
    'Passwords are shown this once. The first sign-in asks for one that its holder alone knows.',
  'cli.schedule.summary': 'Schedule a Microsoft Project file anew and compare with the dates it carries',
  'cli.schedule.usage':
    'Usage: yiwang schedule check FILE.xml [--differences] [--json]\n\nReads an XML file of Microsoft Project (MSPDI), schedules it with the engine of this program, and prints for each task\nour dates, theirs and the difference: start, finish, early and late dates, total and free float, critical. What in the\nfile is not supported is listed with its tasks. Differences of less than a minute are none.\n\nExit code: 0 where everything agrees, 1 where something differs, 2 where the file cannot be read or scheduled.\n\nOptions:\n  --differences   only what differs\n  --json          print JSON; floats and differences in seconds',
  'cli.schedule.task': 'Task',
  'cli.schedule.field': 'Field',
  'cli.schedule.ours': 'Ours',
  'cli.schedule.theirs': 'File',
  'cli.schedule.difference': 'Difference',
  'cli.schedule.summary_line':
    '{agreeing} of {count} tasks agree in everything; by field (agreeing/compared):',
  'cli.schedule.unsupported': 'Not supported, or taken from the file:',
  'error.cli.schedule_needs_file': 'Name the file to check: yiwang schedule check FILE.xml',
  'cli.seed.summary': 'Load the Chaoyang district (real divisions and projects, invented people)',
  'cli.seed.usage':
    'Usage: yiwang seed [--real-only] [--no-accounts] [--no-records] [--data FOLDER | --database URL] [--json]\n\nLoads divisions, organisations, demonstration accounts and project records. It can be run again: what is there stays.\n\nOptions:\n  --small         only a few of the invented residents; no whole community in the background\n  --real-only     only records with a source; no invented projects and problems\n  --no-accounts   no demonstration accounts (for real use)\n  --no-records    divisions and organisations alone, no records (for real use)\n  --json          print JSON',
  'cli.seed.divisions': 'Divisions: {added} added, {shapes} schematic shapes',
  'cli.seed.organisations': '{organisations} organisations, {positions} positions',
  'cli.seed.people': '{persons} invented people in {households} households',
  'cli.seed.accounts': '{count} demonstration accounts (all names invented)',
  'cli.serve.summary': 'Start the server',
  'cli.serve.usage':
    'Usage: yiwang serve [options]\n\nOptions:\n  --port N            8080 unless told; 0 takes any free one\n  --host ADDRESS      127.0.0.1 unless told: this machine only\n  --data FOLDER       the data folder\n  --database URL      PostgreSQL (or the variable DATABASE_URL)\n  --fresh             put the old demonstration aside and start anew\n  --empty             load no demonstration\n  --small             only a few of the invented residents; no whole community in the background\n  --real-only         load only records with a source\n  --cert FILE         the certificate (PEM); with --key, serves HTTPS\n  --key FILE          the certificate’s private key (PEM)\n  --proxy ADDRESS     the reverse proxy whose X-Forwarded headers are believed\n  --address URL       where the server is found from outside: codes on paper lead there (else where each request found it)\n  --metrics PORT      metrics for Prometheus at http://127.0.0.1:PORT/metrics (this machine only)\n  --verbose           log every request',
  'cli.serve.seeding': 'First start, loading the Chaoyang district:',
  'cli.serve.ready': 'Yiwang is ready:  {address}',
  'cli.serve.wall': 'Project wall:     {address}',
  'cli.serve.api': 'API description:  {address}',
  'cli.serve.embedded':
    'Data in {folder} (embedded database, for trying: a power cut may lose what was written last)',
  'cli.serve.postgres': 'Data in PostgreSQL, files in {folder}',
  'cli.serve.try':
    '\nThe sign-in page opens the demonstration accounts by one click. Try:\n  steward: open the wall, open an example project, register a problem\n  bureau: dispatch it to a responsible unit from the to-do list\n  unit: sign for it and complete it; then the steward verifies and closes\n',
  'cli.serve.stop': 'Ctrl-C stops it.',
  'error.cli.bad_port': 'The port “{port}” is not a whole number from 0 to 65535.',
  'error.serve.port_busy':
    'Port {port} is in use. Name another with --port, or stop the program that holds it. No data was touched.',
  'error.serve.bad_address': '{address} is no address: https://host is meant, without a path.',
  'error.serve.cannot_listen': 'The server cannot listen on {host}:{port} ({reason}).',
  'error.serve.bad_certificate': 'The certificate or its key cannot be read: {reason}',
  'error.serve.not_a_demonstration':
    '{folder} does not hold a demonstration, so --fresh leaves it alone. Name another folder with --data.',
  'error.serve.fresh_is_embedded': '--fresh is for the embedded demonstration only.',
}
