import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nameRankers } from './name-rank.ts'
import { planNames, type Way } from './query-plan.ts'

/** LIKE as PostgreSQL reads it, character by character. */
function isLike(text: readonly string[], like: readonly string[]): boolean {
  const [first, ...rest] = like
  if (first === undefined) return text.length === 0
  if (first === '%')
    return Array.from({ length: text.length + 1 }, (_, at) => at).some((at) => isLike(text.slice(at), rest))
  const [char, ...left] = text
  if (char === undefined) return false
  if (first === '_') return isLike(left, rest)
  if (first === '\\') return char === rest[0] && isLike(left, rest.slice(1))
  return char === first && isLike(left, rest)
}

const text = (max: number) =>
  fc.stringMatching(new RegExp(String.raw`^[a龘x麤%_\\.*\n1]{1,${max}}$`)).filter((one) => one.trim() !== '')

test('a name in memory is found by the patterns that the database is asked with', () => {
  let found = 0
  fc.assert(
    fc.property(text(5), fc.array(text(9), { minLength: 1, maxLength: 6 }), (typed, names) => {
      const plan = planNames(typed)
      const { exact, near } = nameRankers(plan)
      for (const name of names) {
        const named = { name, pinyin: name.replaceAll(/[^a-z]/g, ''), initials: '' }
        const fits = (ways: readonly Way[]) =>
          ways.some(({ field, likes }) =>
            likes.some((like) => isLike(Array.from(named[field]), Array.from(like))),
          )
        const begins = name.startsWith(plan.q) || named.pinyin.startsWith(plan.q)
        const same = name === plan.q || named.pinyin === plan.q
        assert.equal(exact(named), same ? 0 : fits(plan.exact) ? (begins ? 1 : 2) : undefined)
        assert.equal(near?.(named), fits(plan.near) ? 3 : undefined)
        if (fits([...plan.exact, ...plan.near])) found += 1
      }
    }),
    { numRuns: 3000 },
  )
  assert.ok(found > 300, `only ${found} were found in all`)
})
