import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'cli.verify.summary': 'prove the log: every chain computed again and held against the signed checkpoints',
  'cli.verify.usage':
    'Usage: yiwang verify [options]\n\nComputes every entry’s hash chain again, holds it against the checkpoints kept outside the database, and names what\nwas altered, deleted, cut off or computed again. Exit code: 0 nothing found, 1 findings, 2 typed wrongly or cannot open.\n\nOptions:\n  --data FOLDER        the data folder\n  --database URL       PostgreSQL (or the variable DATABASE_URL)\n  --replay             compare every entry with a replay of its log (else a sample, where there are many)\n  --export FILE        write the checkpoints to FILE and the public key to FILE.pem, for a third party to keep\n  --checkpoints FILE   verify against this file, which a third party has kept\n  --public-key FILE    check signatures with this key (PEM) instead of the key file’s\n  --json               print JSON',
  'cli.verify.progress': '{entries, number} entries, {actions, number} actions verified',
  'cli.verify.read':
    '{entries, plural, one {# entry} other {# entries}}, {actions, plural, one {# action} other {# actions}}, {checkpoints, plural, one {# checkpoint} other {# checkpoints}}; sealed {sealed, number}, not yet sealed {unsealed, number}; replayed {replayed, number}',
  'cli.verify.clean': 'The log is whole and agrees with the checkpoints.',
  'cli.verify.findings': '{count, plural, one {# finding} other {# findings}}:',
  'cli.verify.more': '… and {count, number} more; only the first are listed.',
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
}
