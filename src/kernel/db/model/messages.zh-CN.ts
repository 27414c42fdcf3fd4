export const zhCN = {
  'error.db.in_use':
    '数据文件夹 {folder} 正由另一个进程（进程号 {pid}）使用。请先停止该进程，或用 --data 指定另一个文件夹。',
  'error.db.folder_not_writable': '无法写入数据文件夹 {folder}。请检查权限，或用 --data 指定另一个文件夹。',
  'error.db.cannot_open': '无法打开 {folder} 中的数据库。数据未被改动；请查看日志，或从备份恢复。',
  'error.db.unreachable': '连接不上 PostgreSQL（{reason}）。请检查 DATABASE_URL 以及数据库是否在运行。',
  'error.db.too_old': 'PostgreSQL 版本过低（{version}），需要 15 或更新的版本。',
  'error.db.no_postgis':
    '数据库缺少 PostGIS 扩展，请安装（例如 apt install postgresql-15-postgis-3）后再启动。',
  'error.db.newer_program':
    '数据库已由更新的版本升级（{name}），本版本不认识，拒绝启动。请使用不低于它的版本，或恢复升级前的备份。',
  'error.db.migration_changed': '已执行的数据库迁移 {name} 内容有变化，拒绝启动。请使用与数据匹配的版本。',
  'error.db.migration_failed':
    '数据库迁移 {name} 失败，本次升级已全部回退，数据库与升级前相同。请继续使用升级前的版本，并把原因告知程序维护方：{reason}',
} as const
