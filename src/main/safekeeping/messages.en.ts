import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'cli.verify.summary': 'prove the log: every chain computed again and held against the signed checkpoints',
  'cli.verify.usage':
    'Usage: yiwang verify [options]\n\nComputes every entry’s hash chain again, holds it against the checkpoints kept outside the database, and names what\nwas altered, deleted, cut off or computed again. Exit code: 0 nothing found, 1 findings, 2 typed wrongly or cannot open.\n\nOptions:\n  --data FOLDER        the data folder\n  --database URL       PostgreSQL (or the variable DATABASE_URL)\n  --replay             compare every entry with a replay of its log (else a sample, where there are many)\n  --export FILE        write the checkpoints to FILE and the public key to FILE.pem, for a third party to keep\n  --checkpoints FILE   verify against this file, which a third party has kept\n  --public-key FILE    check signatures with this key (PEM) instead of the key file’s\n  --json               print JSON',
  'cli.verify.progress': '{entries, number} entries, {actions, number} actions verified',
  'cli.verify.read':
    '{entries, plural, one {# entry} other {# entries}}, {actions, plural, one {# action} other {# actions}}, {checkpoints, plural, one {# checkpoint} other {# checkpoints}}; sealed {sealed, number}, not yet sealed {unsealed, number}; replayed {replayed, number}',
  'cli.verify.clean': 'The log is whole and agrees with the checkpoints.',
  'cli.verify.unsealed':
    'Every chain is whole. There is no checkpoint yet, so that nothing proves that none was cut off or computed again.',
  'cli.verify.findings': '{count, plural, one {# finding} other {# findings}}:',
  'cli.verify.more': '… and {count, number} more; only the first are listed.',
  'cli.verify.rule':
    'version {version} of the rule “{book}” is not what was published, or the one before it is missing',
  'cli.verify.file_behind':
    'The checkpoint file lacks {count, number} of the database’s checkpoints (all signed; the next sealing completes it).',
  'cli.verify.file_ahead':
    'The checkpoint file has one that is not in the database yet (the program was interrupted; the next sealing takes it over).',
  'cli.verify.exported':
    '{count, plural, one {# checkpoint} other {# checkpoints}} exported to {file}, the public key to {key}',
  'cli.verify.entry': '{no} “{title}” ({ledger}, {id})',
  'cli.verify.gone': '{id} (registered {at})',
  'error.verify.no_data':
    'There is no database in {folder}. Say where the data is with --data or --database.',
  'cli.backup.summary': 'write all tables, attachments and checkpoints into one file',
  'cli.backup.usage':
    'Usage: yiwang backup FILE [options]\n\nWrites one snapshot of everything into one file (a gzipped tar), the same for either database. Where the database is\nthe embedded one, the server must be stopped first. A backup holds personal data. The keys are not in it unless asked\nfor: keep them elsewhere.\n\nOptions:\n  --data FOLDER    the data folder\n  --database URL   PostgreSQL (or the variable DATABASE_URL)\n  --with-keys      put the key file into the backup too\n  --json           print JSON',
  'cli.backup.progress': '{table}: {rows, number} rows',
  'cli.backup.done':
    'Backup written to {file} ({size} MB): {rows, plural, one {# row} other {# rows}}, {files, plural, one {# attachment} other {# attachments}}',
  'cli.backup.no_keys':
    'The keys are not in it. Keep {file} elsewhere: without it encrypted data cannot be read.',
  'cli.backup.has_keys': 'The keys are in it: guard it as you would the keys.',
  'cli.restore.summary': 'put a backup into an empty data folder or database, and verify it',
  'cli.restore.usage':
    'Usage: yiwang restore FILE [options]\n\nChecks the backup whole, puts it into an empty data folder (keys.json and\nerasures.jsonl may be there already) and an empty database, and\nverifies the log. A backup of the embedded database goes into PostgreSQL and the other way round.\n\nOptions:\n  --data FOLDER    the data folder\n  --database URL   PostgreSQL (or the variable DATABASE_URL)\n  --erasures FILE  the installation’s erasures.jsonl: what was erased by law since the backup is erased again\n  --json           print JSON',
  'cli.restore.progress': '{table}: {rows, number} rows',
  'cli.restore.done':
    'The backup of {at} is restored: {rows, plural, one {# row} other {# rows}}, data folder {folder}',
  'cli.restore.needs_keys':
    'The backup holds no keys: put the installation’s key file at {file} before you start it.',
  'cli.restore.erased':
    'Erased again by law, since the backup did not have it: {count, plural, =0 {nothing} one {# person} other {# persons}}.',
  'cli.restore.no_erasures':
    'There was no list of erasures but the backup’s own: what was erased by law after {at} is back. If there was any, restore again with --erasures FILE.',
  'error.backup.erasures_differ':
    'The lists of erasures contradict each other at number {no}: they are of different installations. Nothing was restored.',
  'error.cli.one_file': 'Name one file ({given, number} given). Add --help to see the usage.',
  'error.backup.exists': 'The file {file} exists and is not written over.',
  'error.backup.cannot_write': '{file} cannot be written: {reason}',
  'error.backup.damaged':
    'The backup {file} is not whole: {what, select, archive {the archive is damaged ({detail})} part {an unknown part {detail}} manifest {the manifest cannot be read ({detail})} signature {the manifest’s signature does not fit} missing {{detail} is missing} content {{detail} is not what the manifest says} other {the rows of table {detail} are not as many as the manifest says}}. Nothing was written.',
  'error.backup.other_version':
    'The backup was made by version {version}, whose tables differ from this program’s ({name}). Restore it with the version that made it.',
  'error.backup.other_keys': 'The key file {file} is not the backup’s: its data could not be read.',
  'error.backup.not_empty':
    '{place} is not empty (there is {found}). A backup goes into an empty place only; name one with --data or --database.',
}
