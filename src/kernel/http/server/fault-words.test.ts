import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { isAppError } from '#kernel/errors/model'
import type { Locale } from '#kernel/i18n/model'
import { parseInput, toProblem } from './problems.ts'

function wordsOf(schema: z.ZodType, value: unknown, locale: Locale = 'zh-CN'): string[] {
  try {
    parseInput(schema, value, locale, 'body')
  } catch (error) {
    assert.ok(isAppError(error))
    return (
      toProblem(error, locale, 'r1').problem.errors?.map(({ path, detail }) => `${path}: ${detail}`) ?? []
    )
  }
  return []
}

test('what is missing is asked for, whether it was left out, null or empty', () => {
  const schema = z.object({
    a: z.string(),
    b: z.string().min(1),
    c: z.number(),
    d: z.array(z.string()).min(1),
  })
  assert.deepEqual(wordsOf(schema, { b: '', c: null, d: [] }), [
    'a: 请填写',
    'b: 请填写',
    'c: 请填写',
    'd: 请至少选择一项',
  ])
  assert.deepEqual(wordsOf(schema, { b: '', c: null, d: [] }, 'en')[1], 'b: Fill this in')
})

test('limits, kinds, choices and forms are said in words, none of them in the terms of a program', () => {
  const schema = z.strictObject({
    name: z.string().max(3),
    count: z.number().int().min(2),
    ratio: z.number().lt(1),
    state: z.enum(['open', 'closed']),
    day: z.iso.date(),
    code: z.string().regex(/^[0-9]{6}$/),
  })
  const given = {
    name: '很长的名称',
    count: 1.5,
    ratio: 1,
    state: 'lost',
    day: '31/1/2026',
    code: 'x',
    more: 1,
  }
  assert.deepEqual(wordsOf(schema, given), [
    'name: 最多 3 个字符',
    'count: 应为整数',
    'ratio: 须小于 1',
    'state: 只能是：open、closed',
    'day: 应为日期，如 2026-01-31',
    'code: 格式不对',
    ': 没有这样的内容项：more',
  ])
  const words = wordsOf(schema, given, 'en')
  assert.deepEqual(words.slice(0, 2), ['name: At most 3 characters', 'count: A whole number is wanted'])
  for (const text of words) assert.doesNotMatch(text, /string|regex|expected|undefined/i)
})
