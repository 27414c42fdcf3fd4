import { type LocalText, translate } from '#kernel/i18n/model'
import { type Difference, differences } from './differences.ts'
import type { Rulebook } from './rulebook.ts'

/** One change of a rule as its readers are told: where, and what it said before and says after. */
export type RuleChange = {
  /** Dotted, with names for places: `areas.city_assets.categories.manhole.limits`. */
  path: string
  label: LocalText
  kind: Difference['kind']
  before: LocalText | null
  after: LocalText | null
}

type Side<Body> = { book: Rulebook<Body>; body: Body }
type Named = { [key: string]: unknown }

const inBoth = (make: (locale: 'zh-CN' | 'en') => string): LocalText => ({
  'zh-CN': make('zh-CN'),
  en: make('en'),
})
const plain = (text: string): LocalText => ({ 'zh-CN': text, en: text })
const word = (key: string, params?: Record<string, string | number>) =>
  inBoth((locale) => translate(locale, key, params))
const joined = (texts: readonly LocalText[], between: LocalText): LocalText =>
  inBoth((locale) => texts.map((text) => text[locale]).join(between[locale]))

const isObject = (value: unknown): value is Named =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is LocalText =>
  isObject(value) &&
  Object.keys(value).sort().join() === 'en,zh-CN' &&
  Object.values(value).every((one) => typeof one === 'string')

/** What a next version of a rule changes, by path; none where it says the same. */
export function ruleChanges<Body>(book: Rulebook<Body>, before: Body, after: Body): RuleChange[] {
  const sides = { before: { book, body: before }, after: { book, body: after } }
  const isWhole = (value: unknown) =>
    isText(value) || book.show?.({ value, member: '', body: after }) !== undefined
  return differences(asJson(before), asJson(after), { lists: book.lists ?? {}, isWhole }).map(
    (difference) => {
      const { steps, kind } = difference
      const member = memberOf(steps)
      const told = [
        'before' in difference ? shown(sides.before, difference.before, member) : null,
        'after' in difference ? shown(sides.after, difference.after, member) : null,
      ] as const
      const [old, next] =
        isText(difference.before) && isText(difference.after)
          ? tellApart(difference.before, difference.after)
          : told
      return {
        path: steps.join('.'),
        label: labelOf(kind === 'removed' ? sides.before : sides.after, steps),
        kind,
        before: kind === 'moved' ? null : old,
        after: kind === 'moved' ? null : next,
      }
    },
  )
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const isPlace = (step: string) => /^\d+$/.test(step)
/** The member that a value stands under: of a thing in a list, the list's. */
const memberOf = (steps: readonly string[]): string => steps.findLast((step) => !isPlace(step)) ?? ''

/** Where only one language was changed, readers of the other are shown that one. */
function tellApart(before: LocalText, after: LocalText): [LocalText, LocalText] {
  const changed = before['zh-CN'] === after['zh-CN'] ? 'en' : 'zh-CN'
  const other = (text: LocalText, locale: 'zh-CN' | 'en') =>
    before[locale] === after[locale] ? text[changed] : text[locale]
  return [inBoth((locale) => other(before, locale)), inBoth((locale) => other(after, locale))]
}

/** The way to a change in words: names of members, and of the things that are passed by their own names. */
function labelOf<Body>(side: Side<Body>, steps: readonly string[]): LocalText {
  const { book, body } = side
  const names: LocalText[] = []
  let here: unknown = asJson(body)
  let list = ''
  for (const step of steps) {
    if (Array.isArray(here)) {
      const key = book.lists?.[list]
      const found: unknown = key
        ? here.find((item) => isObject(item) && item[key] === step)
        : here[Number(step)]
      names.push(
        nameOf(found) ?? (isPlace(step) ? word('rulebooks.place', { no: Number(step) + 1 }) : plain(step)),
      )
      here = found
    } else {
      names.push(memberWord(book, step))
      list = step
      here = isObject(here) ? here[step] : undefined
    }
  }
  return names.length === 0 ? book.title : joined(names, plain(' › '))
}

function memberWord<Body>({ words }: Rulebook<Body>, member: string): LocalText {
  const key = words[member]
  return key === undefined ? plain(member) : word(key)
}

/** What a thing calls itself. */
function nameOf(thing: unknown): LocalText | undefined {
  if (!isObject(thing)) return undefined
  return [thing['name'], thing['label'], thing['title']].find(isText)
}

function shown<Body>(side: Side<Body>, value: unknown, member: string): LocalText {
  const known = side.book.show?.({ value, member, body: side.body })
  if (known) return known
  if (isText(value)) return value
  if (value === null || value === undefined) return word('rulebooks.nothing')
  if (typeof value === 'boolean') return word(value ? 'rulebooks.yes' : 'rulebooks.no')
  if (Array.isArray(value)) {
    if (value.length === 0) return word('rulebooks.nothing')
    return joined(
      value.map((item) => shown(side, item, member)),
      word('rulebooks.between'),
    )
  }
  if (!isObject(value)) return plain(typeof value === 'string' ? value : JSON.stringify(value))
  const parts = Object.entries(value).map(([name, part]) =>
    joined([memberWord(side.book, name), shown(side, part, name)], word('rulebooks.colon')),
  )
  return joined(parts, word('rulebooks.semicolon'))
}
