import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PortalMap } from '../../../model/portal/answers.ts'
import { namesIn, projectionOf, sheet } from './view.ts'

const box = [120, 41, 121, 42] as const
const degrees = (from: number) => fc.double({ min: from + 0.36, max: from + 0.64, noNaN: true })
const place = fc.record({ lng: degrees(120), lat: degrees(41) })
const name = fc.tuple(fc.integer({ min: 2, max: 8 }), place, fc.constantFrom('township', 'village'))

test('names are whole and clear of one another, of marks and of the scale', () => {
  let shownInAll = 0
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), fc.array(place, { maxLength: 8 }), (given, marks) => {
      const names = given.map(([length, { lng, lat }, level], no) => ({
        code: String(no),
        level,
        name: '名'.repeat(length),
        nameEn: 'x',
        at: [lng, lat],
      })) as PortalMap['names']
      const view = { middle: { lng: 120.5, lat: 41.5 }, zoom: 2 }
      const projection = projectionOf(box, view)
      const shown = namesIn(names, projection, { zoom: 2, english: false, marks })
      const boxes = shown.map(({ text, x, y, size }) => {
        const half = (text.length * size) / 2
        return { left: x - half, right: x + half, top: y - size * 0.8, bottom: y + size * 0.2 }
      })
      const clear = marks.map(({ lng, lat }) => {
        const [x, y] = projection.toScreen([lng, lat])
        return { left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 }
      })
      clear.push({ left: 16, right: 216, top: sheet.height - 50, bottom: sheet.height - 10 })
      for (const [no, one] of boxes.entries()) {
        assert.ok(one.left >= 0 && one.right <= sheet.width && one.top >= 0 && one.bottom <= sheet.height)
        for (const other of [...boxes.slice(no + 1), ...clear])
          assert.ok(
            one.right <= other.left ||
              other.right <= one.left ||
              one.bottom <= other.top ||
              other.bottom <= one.top,
          )
      }
      shownInAll += shown.length
    }),
  )
  assert.ok(shownInAll > 100, `only ${shownInAll} were shown in all`)
})
