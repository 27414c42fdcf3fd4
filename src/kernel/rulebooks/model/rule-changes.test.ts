import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { differences } from './differences.ts'
import './messages.ts'
import { ruleChanges } from './rule-changes.ts'
import { defineRulebook } from './rulebook.ts'

const text = (name: string) => ({ 'zh-CN': name, en: `${name} in English` })
const Body = z.strictObject({
  days: z.number(),
  firm: z.boolean(),
  items: z.array(
    z.strictObject({
      code: z.string(),
      name: z.strictObject({ 'zh-CN': z.string(), en: z.string() }),
      limit: z.number(),
    }),
  ),
  order: z.array(z.strictObject({ what: z.string() })),
})
type Body = z.infer<typeof Body>
const book = defineRulebook<Body>({
  id: 'toy_rule',
  title: text('规则'),
  right: 'ledgers.import',
  per: 'installation',
  body: Body,
  words: { days: 'rulebooks.yes' },
  lists: { items: 'code', order: null },
  show: ({ value, member }) => (member === 'limit' ? text(`${String(value)} 天`) : undefined),
})
const base: Body = {
  days: 3,
  firm: true,
  items: [
    { code: 'a', name: text('甲'), limit: 1 },
    { code: 'b', name: text('乙'), limit: 2 },
  ],
  order: [{ what: 'x' }, { what: 'y' }, { what: 'z' }],
}
const told = (change: (body: Body) => void) => {
  const after = structuredClone(base)
  change(after)
  return ruleChanges(book, base, after).map(({ kind, path, label, before, after: next }) =>
    [kind, path, label['zh-CN'], before?.['zh-CN'] ?? '', next?.['zh-CN'] ?? ''].join(' | '),
  )
}

describe('what a version changes', () => {
  test('is told by names instead of places, with values as readers know them', () => {
    const cases: [(body: Body) => void, string[]][] = [
      [() => undefined, []],
      [(body) => (body.days = 4), ['changed | days | 是 | 3 | 4']],
      [(body) => (body.firm = false), ['changed | firm | firm | 是 | 否']],
      [
        (body) => ((body.items[1] as Body['items'][0]).limit = 5),
        ['changed | items.b.limit | items › 乙 › limit | 2 天 | 5 天'],
      ],
      [(body) => body.items.reverse(), ['moved | items | items |  | ']],
      [(body) => body.items.pop(), ['removed | items.b | items › 乙 | code：b；name：乙；limit：2 天 | ']],
      [(body) => body.order.splice(1, 1), ['removed | order.1 | order › 第 2 条 | what：y | ']],
      [(body) => body.order.splice(0, 0, { what: 'n' }), ['added | order.0 | order › 第 1 条 |  | what：n']],
      [(body) => body.order.reverse(), ['moved | order | order |  | ']],
    ]
    for (const [change, expected] of cases) assert.deepEqual(told(change), expected)
  })

  test('a name that changed in one language only is shown in that one to everybody', () => {
    const after = structuredClone(base)
    ;(after.items[0] as Body['items'][0]).name.en = 'First'
    const [change] = ruleChanges(book, base, after)
    assert.deepEqual([change?.before?.['zh-CN'], change?.after?.['zh-CN']], ['甲 in English', 'First'])
  })

  test('is nothing exactly where both say the same, in whatever order their members were written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const shuffled: unknown = JSON.parse(JSON.stringify(one), (_, value: unknown) =>
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).reverse())
            : value,
        )
        assert.deepEqual(differences(one, shuffled, { lists: {} }), [])
        const isSame = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
        assert.equal(differences(one, other, { lists: {} }).length === 0, isSame)
      }),
    )
  })
})

/** With the members of each object in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return { members: members.map(([key, member]) => [key, sorted(member)]) }
}
