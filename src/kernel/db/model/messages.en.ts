import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.db.in_use':
    'The data folder {folder} is in use by another process (pid {pid}). Stop it first, or name another folder with --data.',
  'error.db.folder_not_writable':
    'The data folder {folder} cannot be written. Check its permissions, or name another folder with --data.',
  'error.db.cannot_open':
    'The database in {folder} cannot be opened. Nothing was changed; see the log, or restore a backup.',
  'error.db.unreachable':
    'PostgreSQL cannot be reached ({reason}). Check DATABASE_URL and that the server is running.',
  'error.db.too_old': 'PostgreSQL {version} is too old: version 15 or newer is needed.',
  'error.db.no_postgis':
    'The database lacks the PostGIS extension. Install it (for example apt install postgresql-15-postgis-3) and start again.',
  'error.db.newer_program':
    'A newer program has brought the database further ({name}) than this one knows; it does not start. Use that version or a later one, or restore the backup from before.',
  'error.db.migration_changed':
    'The applied migration {name} has changed since; refusing to start. Use the version that fits the data.',
  'error.db.migration_failed':
    'Migration {name} failed, and the whole upgrade was rolled back: the database is as it was. Start the version of before again, and tell whoever maintains the program: {reason}',
}
