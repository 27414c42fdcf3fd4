export const zhCN = {
  'cli.verify.summary': '核验日志：逐条重算哈希链，与签名的检查点比对',
  'cli.verify.usage':
    '用法：yiwang verify [选项]\n\n重算全部条目的哈希链，与数据库外保存的检查点逐一比对，指出何处被改动、删除、截断或重算。\n退出码：0 无异常，1 有发现，2 用法不对或打不开。\n\n选项：\n  --data 文件夹          数据文件夹\n  --database URL         PostgreSQL 地址（默认取自 DATABASE_URL）\n  --replay               重放每一条目并与数据库比对（默认条目过多时抽样）\n  --export 文件          把检查点写入此文件、公钥写入“文件.pem”，交第三方保存\n  --checkpoints 文件     以此文件（第三方保存的）为准进行核验\n  --public-key 文件      用此公钥（PEM）验签，不用密钥文件\n  --json                 以 JSON 输出',
  'cli.verify.progress': '已核验 {entries, number} 个条目、{actions, number} 个动作',
  'cli.verify.read':
    '{entries, plural, other {# 个条目}}，{actions, plural, other {# 个动作}}，{checkpoints, plural, other {# 个检查点}}；已封存 {sealed, number}，待封存 {unsealed, number}；重放比对 {replayed, number}',
  'cli.verify.clean': '日志完整，与检查点一致。',
  'cli.verify.unsealed': '各条目的哈希链完整；尚无检查点，是否有整条删除或重算无从证明。',
  'cli.verify.findings': '发现 {count, number} 处问题：',
  'cli.verify.more': '……另有 {count, number} 处，仅列出前一部分。',
  'cli.verify.rule': '规则“{book}”第 {version} 版与发布时不符，或其前一版缺失',
  'cli.verify.file_behind': '检查点文件比数据库少 {count, number} 个（签名均有效，下次封存时补齐）。',
  'cli.verify.file_ahead': '检查点文件有 1 个尚未写入数据库（程序中断所致，下次封存时补上）。',
  'cli.verify.exported': '已导出 {count, number} 个检查点：{file}，公钥：{key}',
  'cli.verify.entry': '{no}《{title}》（{ledger}，{id}）',
  'cli.verify.gone': '{id}（登记于 {at}）',
  'error.verify.no_data': '{folder} 中没有数据库。请用 --data 或 --database 指明数据在哪里。',
  'cli.backup.summary': '备份：数据库全部表、附件与检查点，写入一个文件',
  'cli.backup.usage':
    '用法：yiwang backup 文件 [选项]\n\n把全部数据在同一时点的快照写入一个文件（gzip 压缩的 tar），两种数据库通用。使用内嵌数据库时须先停止服务。\n备份中含个人信息；默认不含密钥，密钥请另行妥善保存。\n\n选项：\n  --data 文件夹    数据文件夹\n  --database URL   PostgreSQL 地址（默认取自 DATABASE_URL）\n  --with-keys      连同密钥一起备份\n  --json           以 JSON 输出',
  'cli.backup.progress': '{table}：{rows, number} 行',
  'cli.backup.done': '已备份到 {file}（{size} MB）：{rows, number} 行，{files, number} 个附件',
  'cli.backup.no_keys': '备份中不含密钥。请另行保存 {file}，没有它就无法读取加密的数据。',
  'cli.backup.has_keys': '备份中含有密钥，请像密钥一样保管。',
  'cli.restore.summary': '恢复：把备份放入空的数据文件夹或空的数据库，并核验',
  'cli.restore.usage':
    '用法：yiwang restore 文件 [选项]\n\n先完整检查备份，再放入空的数据文件夹（可预先放入 keys.json 和 erasures.jsonl）和空的数据库，最后核验日志。内嵌数据库与\nPostgreSQL 的备份可以互相恢复。\n\n选项：\n  --data 文件夹    数据文件夹\n  --database URL   PostgreSQL 地址（默认取自 DATABASE_URL）\n  --erasures 文件  本系统的 erasures.jsonl：备份之后依法清除的，恢复后再次清除\n  --json           以 JSON 输出',
  'cli.restore.progress': '{table}：{rows, number} 行',
  'cli.restore.done': '已恢复 {at} 的备份：{rows, number} 行，数据文件夹 {folder}',
  'cli.restore.needs_keys': '备份中没有密钥：启动前请把原来的密钥文件放到 {file}。',
  'cli.restore.erased': '备份之后依法清除、现已再次清除的：{count, plural, =0 {无} other {# 人}}。',
  'cli.restore.no_erasures':
    '除备份自带的以外没有清除记录：{at} 之后依法清除的信息已随备份恢复。如有清除，请加 --erasures 文件 重新恢复。',
  'error.backup.erasures_differ': '清除记录在第 {no} 号处互相矛盾，不是同一系统的。未恢复任何内容。',
  'error.cli.one_file': '请写出一个文件名（写了 {given, number} 个）。加 --help 查看用法。',
  'error.backup.exists': '文件 {file} 已经存在，不会覆盖。',
  'error.backup.cannot_write': '无法写入 {file}：{reason}',
  'error.backup.damaged':
    '备份文件 {file} 不完整或被改动：{what, select, archive {压缩包损坏（{detail}）} part {多出的部分 {detail}} manifest {清单不可读（{detail}）} signature {清单的签名不符} missing {缺少 {detail}} content {{detail} 的内容与清单不符} other {表 {detail} 的行数与清单不符}}。没有写入任何数据。',
  'error.backup.other_version':
    '备份由版本 {version} 制作，与本程序的表结构不符（{name}）。请用制作备份的版本恢复。',
  'error.backup.other_keys': '密钥文件 {file} 不是这份备份的密钥，恢复后将无法读取数据。',
  'error.backup.not_empty':
    '{place} 不是空的（有 {found}）。只能恢复到空的地方，请用 --data 或 --database 指定。',
} as const
