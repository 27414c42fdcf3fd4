/** Texts for people: each key in both languages, with the same parameters, known where used and used where known. */
import { IntlMessageFormat } from 'intl-messageformat'
import { type Expression, Visitor } from 'oxc-parser'
import { type Parsed, textsOf } from './sources.ts'
import type { Rule, Violation } from './violation.ts'

type Message = { key: string; text: string; path: string; line: number }
/** A key that is used: whole, or the fixed parts before and after what is filled in. */
type Use = { before: string; after: string | null; path: string; line: number }

const catalogueName = /(^|\/)messages\.(zh-CN|en)\.ts$/
const isCatalogue = (path: string) => catalogueName.test(path)

function staticText(node: { type: string }): string | null {
  return staticTextOf(node as Expression)
}

function staticTextOf(node: Expression): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? null
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const [left, right] = [staticText(node.left), staticText(node.right)]
    return left === null || right === null ? null : left + right
  }
  return null
}

function readCatalogue(file: Parsed): Message[] {
  const messages: Message[] = []
  new Visitor({
    Property: (node) => {
      const key =
        node.key.type === 'Literal' ? node.key.value : node.key.type === 'Identifier' ? node.key.name : null
      const text = staticText(node.value)
      if (typeof key === 'string' && text !== null)
        messages.push({ key, text, path: file.path, line: file.lineOf(node.start) })
    },
  }).visit(file.program)
  return messages
}

type Element = { type: number; value?: unknown; options?: Readonly<Record<string, { value: Element[] }>> }

/** Parameters of a message; throws where it is no ICU message. Type 0 is text, 7 the number sign of a plural. */
function parametersOf(text: string): string[] {
  const names = new Set<string>()
  const walk = (elements: readonly Element[]) => {
    for (const element of elements) {
      if (element.type !== 0 && element.type !== 7) names.add(String(element.value))
      for (const option of Object.values(element.options ?? {})) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst() as Element[])
  return [...names].toSorted()
}

function usesIn(node: Expression, at: (offset: number) => { path: string; line: number }): Use[] {
  const text = staticText(node)
  if (text !== null) return [{ before: text, after: null, ...at(node.start) }]
  if (node.type === 'ConditionalExpression')
    return [...usesIn(node.consequent, at), ...usesIn(node.alternate, at)]
  if (node.type === 'LogicalExpression') return [...usesIn(node.left, at), ...usesIn(node.right, at)]
  if (node.type === 'TemplateLiteral') {
    const [before, after] = [node.quasis[0]?.value.cooked ?? '', node.quasis.at(-1)?.value.cooked ?? '']
    return before === '' ? [] : [{ before, after, ...at(node.start) }]
  }
  return []
}

/** Keys asked for by `t('…')`, `translate(locale, '…')` and `new AppError('…')`. */
function findUses(file: Parsed): Use[] {
  const uses: Use[] = []
  const at = (offset: number) => ({ path: file.path, line: file.lineOf(offset) })
  new Visitor({
    CallExpression: (node) => {
      if (node.callee.type !== 'Identifier') return
      const argument = { t: node.arguments[0], translate: node.arguments[1] }[node.callee.name]
      if (argument && argument.type !== 'SpreadElement') uses.push(...usesIn(argument, at))
    },
    NewExpression: (node) => {
      const [code] = node.arguments
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'AppError') return
      if (code && code.type !== 'SpreadElement')
        uses.push(...usesIn(code, at).map((use) => ({ ...use, before: `error.${use.before}` })))
    },
  }).visit(file.program)
  return uses
}

const fits = (key: string, { before, after }: Use) =>
  after === null
    ? key === before
    : key.startsWith(before) && key.endsWith(after) && key.length > before.length

function checkPairs(
  messages: readonly Message[],
  say: (rule: Rule, message: Message, detail: string) => void,
): void {
  const byKey = Map.groupBy(messages, ({ key }) => key)
  for (const [key, group] of byKey) {
    const chinese = group.filter(({ path }) => path.endsWith('messages.zh-CN.ts'))
    const english = group.filter(({ path }) => path.endsWith('messages.en.ts'))
    const [first] = group
    if (!first) continue
    if (chinese.length === 0) say('message_pair', first, `${key} has no Chinese`)
    if (english.length === 0) say('message_pair', first, `${key} has no English`)
    for (const extra of [...chinese.slice(1), ...english.slice(1)])
      say('message_twice', extra, `${key} is declared twice`)
    checkFormats(group, say)
  }
}

/** Chinese is set with its own marks; a comma before a space divides words that a program reads. */
const narrowMark =
  /[\u4e00-\u9fff”》][,;:!?](?! )|[,;!?][\u4e00-\u9fff“《]|[\u4e00-\u9fff][()]|\([\u4e00-\u9fff]/

function checkMarks(
  messages: readonly Message[],
  say: (rule: Rule, message: Message, detail: string) => void,
): void {
  for (const message of messages) {
    const found = message.path.endsWith('messages.zh-CN.ts') ? narrowMark.exec(message.text) : null
    if (found) say('message_marks', message, `${message.key} has a half-width mark: ${found[0]}`)
  }
}

function checkFormats(
  group: readonly Message[],
  say: (rule: Rule, message: Message, detail: string) => void,
): void {
  const parameters = group.flatMap((message) => {
    try {
      if (message.text.trim() === '') say('message_format', message, `${message.key} is empty`)
      return [{ message, names: parametersOf(message.text) }]
    } catch (error) {
      say(
        'message_format',
        message,
        `${message.key}: ${error instanceof Error ? error.message : String(error)}`,
      )
      return []
    }
  })
  const [first, ...rest] = parameters
  // An amount may be told in other units (亿, billion): the names may differ, their number may not.
  for (const { message, names } of rest)
    if (names.length !== first?.names.length)
      say(
        'message_format',
        message,
        `${message.key} takes ${names.length} parameters, ${first?.names.length} in the other language`,
      )
}

/** Every text that may name a key, in any way: plain literals, codes of errors, and templates with a dotted start. */
function mentionsOf(files: readonly Parsed[]): { words: ReadonlySet<string>; patterns: readonly Use[] } {
  const words = new Set(files.flatMap((file) => textsOf(file).map(({ text }) => text)))
  const patterns = files.flatMap((file) => {
    const found: Use[] = []
    new Visitor({
      TemplateLiteral: (node) => {
        if (node.expressions.length === 0) return
        const [use] = usesIn(node, (offset) => ({ path: file.path, line: file.lineOf(offset) }))
        if (use && /^[a-z][\w]*\.[\w.-]*$/i.test(use.before) && use.before !== 'error.') found.push(use)
      },
    }).visit(file.program)
    return found
  })
  return { words, patterns }
}

export function checkMessages(files: readonly Parsed[]): Violation[] {
  const found: Violation[] = []
  const say = (rule: Rule, { path, line }: { path: string; line: number }, detail: string) =>
    found.push({ rule, path, line, detail })
  const messages = files.filter(({ path }) => isCatalogue(path)).flatMap(readCatalogue)
  const product = files.filter(
    ({ path }) => path.startsWith('src/') && !isCatalogue(path) && !path.includes('.test.'),
  )
  checkPairs(messages, say)
  checkMarks(messages, say)
  const keys = new Set(messages.map(({ key }) => key))
  for (const use of product.flatMap(findUses))
    if (![...keys].some((key) => fits(key, use)))
      say(
        'message_unknown',
        use,
        `no text has the key ${use.before}${use.after === null ? '' : `…${use.after}`}`,
      )
  const { words, patterns } = mentionsOf(product)
  for (const message of messages) {
    if (!message.path.endsWith('messages.zh-CN.ts')) continue
    const names = [message.key, message.key.replace(/^error\./, '')]
    // A key may be put together from a family that stands in the code: 'time.overdue' and a unit.
    const family = message.key.split('.').slice(0, -1).join('.')
    if (family.includes('.') && words.has(family)) continue
    // 'orgs.kind.bureau' is the word for the stored value 'bureau', shown wherever one is shown.
    const value = message.key.split('.').slice(2).join('.')
    if (value !== '' && words.has(value)) continue
    if (!names.some((name) => words.has(name) || patterns.some((pattern) => fits(name, pattern))))
      say('message_unused', message, `${message.key} is shown nowhere`)
  }
  return found
}
