export const zhCN = {
  'cli.verify.summary': '核验日志：逐条重算哈希链，与签名的检查点比对',
  'cli.verify.usage':
    '用法：yiwang verify [选项]\n\n重算全部条目的哈希链，与数据库外保存的检查点逐一比对，指出何处被改动、删除、截断或重算。\n退出码：0 无异常，1 有发现，2 用法不对或打不开。\n\n选项：\n  --data 文件夹          数据文件夹\n  --database URL         PostgreSQL 地址（默认取自 DATABASE_URL）\n  --replay               重放每一条目并与数据库比对（默认条目过多时抽样）\n  --export 文件          把检查点写入此文件、公钥写入“文件.pem”，交第三方保存\n  --checkpoints 文件     以此文件（第三方保存的）为准进行核验\n  --public-key 文件      用此公钥（PEM）验签，不用密钥文件\n  --json                 以 JSON 输出',
  'cli.verify.progress': '已核验 {entries, number} 个条目、{actions, number} 个动作',
  'cli.verify.read':
    '{entries, plural, other {# 个条目}}，{actions, plural, other {# 个动作}}，{checkpoints, plural, other {# 个检查点}}；已封存 {sealed, number}，待封存 {unsealed, number}；重放比对 {replayed, number}',
  'cli.verify.clean': '日志完整，与检查点一致。',
  'cli.verify.findings': '发现 {count, number} 处问题：',
  'cli.verify.more': '……另有 {count, number} 处，仅列出前一部分。',
  'cli.verify.file_behind': '检查点文件比数据库少 {count, number} 个（签名均有效，下次封存时补齐）。',
  'cli.verify.file_ahead': '检查点文件有 1 个尚未写入数据库（程序中断所致，下次封存时补上）。',
  'cli.verify.exported': '已导出 {count, number} 个检查点：{file}，公钥：{key}',
  'cli.verify.entry': '{no}《{title}》（{ledger}，{id}）',
  'cli.verify.gone': '{id}（登记于 {at}）',
  'error.verify.no_data': '{folder} 中没有数据库。请用 --data 或 --database 指明数据在哪里。',
} as const
