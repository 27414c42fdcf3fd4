/** Words that do not belong in the code: leftovers, ways round the checks, pinyin, and Chinese outside its files. */
import { type Parsed, type SourceFile, textsOf } from './sources.ts'
import type { TidyRule, Violation } from './violation.ts'

const banned: readonly { rule: TidyRule; found: RegExp; why: string }[] = [
  { rule: 'unfinished', found: /\b(TODO|FIXME|XXX|HACK)\b/, why: 'finish it or write it into an issue' },
  { rule: 'unfinished', found: /not implemented|coming soon|lorem ipsum/i, why: 'build it or leave it out' },
  { rule: 'unsafe', found: /@ts-(ignore|expect-error|nocheck)/, why: 'mend the type' },
  { rule: 'unsafe', found: /(eslint|oxlint|biome)-(disable|ignore)/, why: 'mend the code' },
  { rule: 'unsafe', found: /\bas any\b|<any>/, why: 'name the type' },
  { rule: 'unsafe', found: /\.(skip|only|todo)\(/, why: 'every test runs' },
  {
    rule: 'unsafe',
    found: /^before(Each)?\(/,
    why: 'put it in a describe: all files run in one process, and outside it runs before the first of them',
  },
  { rule: 'own_machine', found: /(^|["'`\s(])\/(work|home|Users)\//, why: 'a path of one machine' },
]

const pinyin =
  /(wangge|taizhang|xiaohao|banjie|paiqian|jiaoban|qianshou|zhuanban|tuihui|duban|cuiban|tongbao|jiedao|xiangmu|guanjia|shijian|bujian|tiaomu|renwu|hujia|qiye|danwei|gangwei|quhua)/i

/** Places where Chinese is at home: catalogues, the glossary, documents in Chinese, data and what tests hold. */
function isChineseHome(path: string): boolean {
  return (
    /(^|\/)messages\.(zh-CN\.ts|mjs)$/.test(path) ||
    /\.test\.(ts|tsx|mjs)$/.test(path) ||
    /^(test|bench|data)\//.test(path)
  )
}

/** A language's and the project's own name are the same in every language. */
const ownNames = /^(中文|Yiwang 一网)$/
const han = /\p{Script=Han}/u

export function checkWords(file: SourceFile): Violation[] {
  const found: Violation[] = []
  for (const [index, line] of file.text.split('\n').entries())
    for (const { rule, found: pattern, why } of banned) {
      const match = pattern.exec(line)
      if (match)
        found.push({ rule, path: file.path, line: index + 1, detail: `"${match[0].trim()}": ${why}` })
    }
  const word = pinyin.exec(file.path)
  if (word) found.push({ rule: 'pinyin', path: file.path, line: 1, detail: `"${word[0]}": see GLOSSARY.md` })
  return found
}

/** Identifiers in pinyin, console calls in product code, and Chinese texts outside the catalogues. */
export function checkCode(file: Parsed): Violation[] {
  const found: Violation[] = []
  const add = (rule: TidyRule, line: number, detail: string) =>
    found.push({ rule, path: file.path, line, detail })
  for (const match of file.text.matchAll(
    /\b(?:const|let|function|class|type|interface)\s+([A-Za-z_$][\w$]*)/g,
  ))
    if (pinyin.test(match[1] ?? '')) add('pinyin', file.lineOf(match.index), `"${match[1]}": see GLOSSARY.md`)
  if (file.path.startsWith('src/'))
    for (const match of file.text.matchAll(/\bconsole\.\w+\(/g))
      add('console', file.lineOf(match.index), 'the server logs, the command line prints')
  if (!isChineseHome(file.path))
    for (const { text, line } of textsOf(file))
      if (han.test(text) && !ownNames.test(text))
        add('chinese', line, `"${text.trim().slice(0, 30)}" belongs into messages.zh-CN.ts`)
  return found
}

/** In SQL Chinese stands in comments only: behind `--` and in `comment on … is '…'`. */
export function checkSqlTexts(file: SourceFile): Violation[] {
  const bare = file.text
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/comment\s+on\s[^;]*;/gi, (text) => text.replaceAll(/[^\n]/g, ''))
  return bare
    .split('\n')
    .flatMap((line, index): Violation[] =>
      han.test(line)
        ? [{ rule: 'chinese', path: file.path, line: index + 1, detail: 'Chinese stands in comments only' }]
        : [],
    )
}
