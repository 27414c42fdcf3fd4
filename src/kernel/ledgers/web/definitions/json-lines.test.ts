import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { jsonFault, lineOf, linesOfPaths } from './json-lines.ts'

const text = `{
  "id": "a \\" {b",
  "fields": [
    { "name": "x" },
    {
      "name": "y", "options": [1,
        2]
    }
  ],
  "done": true
}`

test('each thing of a JSON text has its line', () => {
  const lines = linesOfPaths(text)
  assert.deepEqual(
    ['', 'id', 'fields', 'fields.0.name', 'fields.1', 'fields.1.options.1', 'done'].map((path) =>
      lines.get(path),
    ),
    [1, 2, 3, 4, 5, 7, 10],
  )
  assert.equal(lineOf(lines, 'fields.1.options.1.value'), 7)
  assert.equal(lineOf(lines, 'fields.9'), 3)
  assert.equal(lineOf(lines, 'nowhere'), 1)
})

test('a text that is no JSON says on which line it breaks', () => {
  assert.equal(jsonFault(text), undefined)
  assert.equal(jsonFault(text.replace('true', 'tru'))?.line, 10)
  assert.equal(jsonFault(text.replace('2]', '2,]'))?.line, 7)
  assert.equal(jsonFault(`${text}}`)?.line, 11)
  assert.equal(jsonFault('')?.line, 1)
})

test('what is JSON and what is not is the same as for the language itself', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.nat(),
      fc.constantFrom('', ',', '}', '"', ']', '1', '\\'),
      (value, at, sign) => {
        const whole = JSON.stringify(value, null, 2)
        const place = at % (whole.length + 1)
        const changed = whole.slice(0, place) + sign + whole.slice(place + (sign === '' ? 1 : 0))
        let sound = true
        try {
          JSON.parse(changed)
        } catch {
          sound = false
        }
        // Two numbers run into one are numbers still, but for nought before them: let the server say so.
        fc.pre(!/(^|[^\d.])-?0\d/.test(changed))
        assert.equal(jsonFault(changed) === undefined, sound, changed)
      },
    ),
  )
})
