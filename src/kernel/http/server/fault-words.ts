import { z } from 'zod'
import '#kernel/http/model'
import { type Locale, translate } from '#kernel/i18n/model'

type Issue = z.core.$ZodRawIssue
type Fault = { key: string; params?: Record<string, string | number> }

const others = { 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError }
/** So many choices are named; a longer list helps nobody who typed one wrong. */
const namedMax = 8

/** What is wrong with a value, in words for whoever filled it in; the schema library's own words for what is rare. */
export const faultWords = {
  'zh-CN': (issue: Issue) => told('zh-CN', issue),
  en: (issue: Issue) => told('en', issue),
}

function told(locale: Locale, issue: Issue): ReturnType<(typeof others)['en']> {
  const fault = faultOf(issue, locale)
  return fault ? translate(locale, `http.fault.${fault.key}`, fault.params) : others[locale](issue)
}

function faultOf(issue: Issue, locale: Locale): Fault | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeFault(issue)
    case 'too_small':
      return sizeFault(issue.origin, 'least', issue.minimum, issue.inclusive)
    case 'too_big':
      return sizeFault(issue.origin, 'most', issue.maximum, issue.inclusive)
    case 'invalid_value': {
      if (issue.input === undefined) return { key: 'missing' }
      if (issue.values.length > namedMax) return { key: 'choice_of_many' }
      return { key: 'choice', params: { values: listed(issue.values, locale) } }
    }
    case 'invalid_format':
      return formats.has(issue.format) ? { key: `format_${issue.format}` } : { key: 'format' }
    case 'unrecognized_keys':
      return { key: 'unknown', params: { names: listed(issue.keys, locale) } }
    case 'invalid_union':
      return issue.input === undefined ? { key: 'missing' } : { key: 'format' }
    default:
      return undefined
  }
}

const kinds = new Set(['string', 'number', 'int', 'boolean', 'array', 'object'])
const formats = new Set(['date', 'datetime', 'uuid', 'email', 'url'])

function typeFault({ expected, input }: { expected: string; input?: unknown }): Fault | undefined {
  if (input === undefined || input === null) return { key: 'missing' }
  return kinds.has(expected) ? { key: `kind_${expected}` } : undefined
}

/** A text or list of at least one is one that may not be left out. */
function sizeFault(
  origin: string,
  side: 'least' | 'most',
  limit: number | bigint | null | undefined,
  inclusive = true,
): Fault | undefined {
  if (limit === null || limit === undefined) return undefined
  const count = Number(limit)
  if (origin === 'string')
    return side === 'least' && count === 1
      ? { key: 'missing' }
      : { key: `characters_${side}`, params: { count } }
  if (origin === 'array' || origin === 'set')
    return side === 'least' && count === 1 ? { key: 'choose' } : { key: `items_${side}`, params: { count } }
  if (origin !== 'number' && origin !== 'int' && origin !== 'bigint') return undefined
  // As text: a year or a code is no amount to be set in thousands.
  return { key: inclusive ? `number_${side}` : `number_${side}_not`, params: { limit: String(limit) } }
}

function listed(values: readonly unknown[], locale: Locale): string {
  return values.map(String).join(locale === 'en' ? ', ' : '、')
}
