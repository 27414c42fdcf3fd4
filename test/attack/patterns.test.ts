import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Judged, judgeAll } from './patterns/command.ts'
import { StepCounter } from './patterns/count-steps.ts'
import { allPatterns, patternsOf } from './patterns/find-patterns.ts'
import { grows, measure } from './patterns/measure.ts'
import { readPattern } from './patterns/read-pattern.ts'
import { slowInputs, textOf } from './patterns/slow-inputs.ts'

const root = join(import.meta.dirname, '../..')
const { judged, composed } = judgeAll(root)
const named = ({ path, line, source, flags }: Judged) => `${path}:${line} /${source}/${flags}`

test('no pattern of the program takes more steps than in proportion, whatever is made to slow it', () => {
  assert.ok(judged.length > 200, `${judged.length} patterns were found`)
  assert.deepEqual(judged.filter(({ measured }) => grows(measured)).map(named), [])
})

test('patterns that are wholly put together as the program runs are those of codes, which data brings', () => {
  assert.deepEqual(
    composed.map(({ path }) => path),
    ['src/kernel/divisions/server/dataset.ts', 'src/kernel/map/server/layer-book.ts'],
  )
  assert.ok(allPatterns(root).some(({ path }) => path.startsWith('data/')))
})

test('patterns that can be slowed are found, however they can be', () => {
  for (const [source, flags] of [
    [String.raw`^(a+)+$`, ''],
    [String.raw`^(?:a|a)*$`, ''],
    [String.raw`^(\w+\s?)*$`, ''],
    [String.raw`^(?:[a-z0-9]+[._-]?)*@x\.cn$`, 'i'],
    [String.raw`^(?=(a*)*b)`, ''],
    [String.raw`^(?<word>x+)+\k<word>$`, ''],
    [String.raw`\s+$`, ''],
    [String.raw`^\d+\d+$`, ''],
    [String.raw`<!--[^]*?-->`, ''],
    [String.raw`(?<=z*)y`, ''],
    [String.raw`第[\p{Script=Han}]*期`, 'u'],
  ] as const)
    assert.ok(grows(measure(source, flags)), source)
})

test('and those that cannot are not', () => {
  for (const [source, flags] of [
    [String.raw`^(?:ab+c)*$`, ''],
    [String.raw`^\d{4}-\d{2}$`, ''],
    [String.raw`[^a-z]+`, 'g'],
    [String.raw`^\S{1,200}$`, ''],
    [String.raw`a.*`, 's'],
  ] as const)
    assert.ok(!grows(measure(source, flags)), source)
})

test('steps are counted by a matcher that finds what the engine finds', () => {
  for (const { source, flags } of judged) {
    const node = readPattern(source, flags)
    const counter = new StepCounter(node, flags)
    const engine = new RegExp(source, flags)
    const texts = slowInputs(node, counter).map((input) => textOf(input, 6))
    for (const text of ['', 'a', '2026-03-02', '第一期（示例）', ...texts]) {
      engine.lastIndex = 0
      assert.equal(counter.count(text, 1_000_000).found, engine.test(text), `/${source}/${flags} in ${text}`)
    }
  }
})

test('patterns are found however they are written', () => {
  const text = 'const x = [/a+/g, new RegExp("b\\\\d"), RegExp(`c${x}d`, "u"), new RegExp(x)]'
  assert.deepEqual(
    patternsOf({ path: 'x.ts', text }).map(({ source, flags }) => [source, flags]),
    [
      ['a+', 'g'],
      [String.raw`b\d`, ''],
      ['c9d', 'u'],
      [undefined, ''],
    ],
  )
})
