import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkRepositoryTidiness, checkTidiness } from '../scripts/test/tidy.ts'
import type { TidyRule } from '../scripts/test/violation.ts'

/** A small repository in order. */
const clean: Readonly<Record<string, string>> = {
  'package.json': `{"scripts":{"bench":"x"},"dependencies":{"zod":"4.6.7"}}`,
  'README.md':
    '# Yiwang (一网)\n\n[style](STYLE.md#two-names) [here](#yiwang-一网) [out](https://example.org/x) `src/main/cli.ts` `npm run bench`\n```\n[not](a-link)\n```\n',
  'STYLE.md': '# Style\n\n## Two names\n',
  'GLOSSARY.md':
    '| 中文 | identifier | note |\n|---|---|---|\n| 台账 · 条目 | ledger · entry | one line |\n| 分 | `amountFen` | money |\n',
  'src/main/cli.ts': `// 〔2020〕53号: a citation.\nexport const run = (t: (key: string) => string, n: number) => [t('cli.usage'), t(\`cli.level.\${n}\`), new AppError('cli.bad')]`,
  'src/main/messages.zh-CN.ts': `export const zhCN = { 'cli.usage': '用法', 'cli.level.1': '第{n, number}级', 'error.cli.bad': '错误' } as const`,
  'src/main/messages.en.ts': `export const en = { 'cli.usage': 'Usage', 'cli.level.1': 'Level {n, number}', 'error.cli.bad': 'Wrong' }`,
  'src/kernel/orgs/server/migrations/0200-organisations.sql': `create table organisation (code text); -- 单位\ncomment on table organisation is '单位; one per row';`,
}

function rulesWith(planted: Readonly<Record<string, string>>): string[] {
  const all = { ...clean, ...planted }
  const files = Object.entries(all).map(([path, text]) => ({ path, text }))
  const paths = new Set(
    Object.keys(all).flatMap((path) => path.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'))),
  )
  return checkTidiness(files, { paths, scripts: new Set(['bench']) }).map(
    ({ rule, path }) => `${rule} ${path}`,
  )
}

test('a repository in order has no violations', () => {
  assert.deepEqual(rulesWith({}), [])
})

const sql = 'src/kernel/orgs/server/migrations/0201-roles.sql'
const zh = (entry: string) => clean['src/main/messages.zh-CN.ts']?.replace('{ ', `{ ${entry}, `) ?? ''
const en = (entry: string) => clean['src/main/messages.en.ts']?.replace('{ ', `{ ${entry}, `) ?? ''
const both = (chinese: string, english = chinese) => ({
  'src/main/messages.zh-CN.ts': zh(chinese),
  'src/main/messages.en.ts': en(english),
})
const inCode = (text: string) => ({ 'src/main/a.ts': text })

const planted: readonly [name: string, rule: TidyRule, files: Readonly<Record<string, string>>][] = [
  ['a link to nowhere', 'link', { 'README.md': '[x](docs/x.md)' }],
  ['a link to a heading that is gone', 'link', { 'README.md': '[x](STYLE.md#three-names)' }],
  ['a path that is gone', 'path_in_text', { 'README.md': 'see `src/main/gone.ts`' }],
  ['a script that is gone', 'script_in_text', { 'README.md': 'npm run dance' }],
  ['an identifier for two terms', 'glossary', { 'GLOSSARY.md': '| 台账 | ledger | |\n| 账本 | ledger | |' }],
  ['a term with two identifiers', 'glossary', { 'GLOSSARY.md': '| 台账 | ledger | |\n| 台账 | book | |' }],
  ['terms and identifiers that do not pair', 'glossary', { 'GLOSSARY.md': '| 台账 · 条目 | ledger | |' }],
  ['an identifier that is none', 'glossary', { 'GLOSSARY.md': '| 台账 | the ledger | |' }],
  ['a migration without number', 'migration_name', { 'src/kernel/orgs/server/migrations/roles.sql': '' }],
  [
    'a migration outside the server room',
    'migration_name',
    { 'src/kernel/orgs/migrations/0201-roles.sql': '' },
  ],
  ['a number that is taken', 'migration_number', { 'src/kernel/orgs/server/migrations/0200-roles.sql': '' }],
  [
    'a number of another area',
    'migration_number',
    { 'src/kernel/orgs/server/migrations/0300-roles.sql': '' },
  ],
  [
    'a number of another area in one that has two ranges',
    'migration_number',
    { 'src/kernel/ledgers/server/migrations/1700-roles.sql': '' },
  ],
  ['a table that does not explain itself', 'migration_comment', { [sql]: 'create table role ();' }],
  ['an extension', 'migration_dialect', { [sql]: 'create extension if not exists ltree;' }],
  [
    'a function of PostgreSQL 18',
    'migration_dialect',
    { [sql]: 'alter table a add b uuid default uuidv7();' },
  ],
  ['a leftover', 'unfinished', inCode('// TODO: later')],
  ['a promise', 'unfinished', inCode(`export const a = 'coming soon'`)],
  ['a type error put aside', 'unsafe', inCode('// @ts-expect-error\n')],
  ['a lint rule put aside', 'unsafe', inCode('// oxlint-disable-next-line\n')],
  ['a type thrown away', 'unsafe', inCode('export const a = 1 as any')],
  ['a skipped test', 'unsafe', { 'src/main/a.test.ts': `test.skip('a', () => {})` }],
  ['a hook outside a describe', 'unsafe', { 'src/main/a.test.ts': `before(() => undefined)` }],
  ['a path of one machine', 'own_machine', inCode(`export const a = '/home/me/data'`)],
  ['a file in pinyin', 'pinyin', { 'src/main/taizhang.ts': '' }],
  ['an identifier in pinyin', 'pinyin', inCode('export const wanggeCode = 1')],
  ['printing from product code', 'console', inCode('console.log(1)')],
  ['Chinese in a text', 'chinese', inCode(`export const a = '登记'`)],
  ['Chinese in a template', 'chinese', inCode('export const a = (n: number) => `第${n}`')],
  ['Chinese in a screen', 'chinese', { 'src/main/A.tsx': `export const A = () => <b>登记</b>` }],
  ['Chinese in SQL', 'chinese', { [sql]: `insert into role values ('管理员');` }],
  [
    'a text without English',
    'message_pair',
    { 'src/main/messages.zh-CN.ts': zh(`'error.cli.worse': '更糟'`), ...inCode(`new AppError('cli.worse')`) },
  ],
  [
    'a text without Chinese',
    'message_pair',
    { 'src/main/messages.en.ts': en(`'error.cli.worse': 'Worse'`), ...inCode(`new AppError('cli.worse')`) },
  ],
  [
    'a message that is no message',
    'message_format',
    { ...both(`'cli.a': '{n'`, `'cli.a': 'n'`), ...inCode(`t('cli.a')`) },
  ],
  [
    'a parameter that one language lacks',
    'message_format',
    { ...both(`'cli.a': '{n}'`, `'cli.a': 'n'`), ...inCode(`t('cli.a')`) },
  ],
  ['an empty text', 'message_format', { ...both(`'cli.a': ''`, `'cli.a': 'a'`), ...inCode(`t('cli.a')`) }],
  [
    'a key declared twice',
    'message_twice',
    { 'src/kernel/orgs/model/messages.zh-CN.ts': `export const zhCN = { 'cli.usage': '用法' }` },
  ],
  ['a key nobody wrote', 'message_unknown', inCode(`t('cli.nothing')`)],
  [
    'a key nobody wrote, in a choice',
    'message_unknown',
    inCode(`translate(locale, x ? 'cli.usage' : 'cli.nothing')`),
  ],
  ['a family of keys nobody wrote', 'message_unknown', inCode('t(`cli.colour.${x}`)')],
  ['an error without text', 'message_unknown', inCode(`throw new AppError('cli.nothing')`)],
  [
    'a half-width mark in Chinese',
    'message_marks',
    both(`'cli.level.2': '第二级,末级'`, `'cli.level.2': 'last'`),
  ],
  ['a text nobody shows', 'message_unused', both(`'cli.old': 'x'`)],
  ['a version that moves', 'exact_version', { 'package.json': `{"dependencies":{"zod":"^4.0.0"}}` }],
]

for (const [name, rule, files] of planted)
  test(`found: ${name}`, () => {
    const found = rulesWith(files)
    assert.equal(found.length, 1, found.join(', '))
    assert.equal(found[0]?.split(' ')[0], rule)
  })

test('every rule is proved by a planted violation', () => {
  const every: Readonly<Record<TidyRule, true>> = {
    link: true,
    path_in_text: true,
    script_in_text: true,
    glossary: true,
    migration_name: true,
    migration_number: true,
    migration_comment: true,
    migration_dialect: true,
    unfinished: true,
    unsafe: true,
    console: true,
    own_machine: true,
    pinyin: true,
    chinese: true,
    message_pair: true,
    message_format: true,
    message_twice: true,
    message_unknown: true,
    message_marks: true,
    message_unused: true,
    exact_version: true,
  }
  const proved = new Set(planted.map(([, rule]) => rule))
  assert.deepEqual(
    Object.keys(every).filter((rule) => !proved.has(rule as TidyRule)),
    [],
  )
})

test('this repository is tidy', () => {
  const found = checkRepositoryTidiness(process.cwd())
  assert.deepEqual(
    found.map(({ path, line, rule, detail }) => `${path}:${line} ${rule}: ${detail}`),
    [],
  )
})
