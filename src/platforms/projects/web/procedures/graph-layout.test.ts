import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ProcedureTemplate } from '../../model/procedures/template.ts'
import { boxHeight, boxWidth, layOut, nextBox } from './graph-layout.ts'

const file = new URL('../../../../../data/procedure-templates/enterprise_filing.json', import.meta.url)
const template = ProcedureTemplate.parse(JSON.parse(readFileSync(file, 'utf8')))

test('every step has a place of its own, right of what it comes after, in its phase’s row', () => {
  const { boxes, edges, lanes, width, height } = layOut(template)
  assert.equal(boxes.length, template.procedures.length + template.milestones.length)
  for (const a of boxes)
    for (const b of boxes)
      if (a !== b)
        assert.ok(Math.abs(a.x - b.x) >= boxWidth || Math.abs(a.y - b.y) >= boxHeight, `${a.code} ${b.code}`)
  for (const { from, to } of edges) assert.ok(from.x + boxWidth <= to.x, `${from.code} ${to.code}`)
  for (const { band, x, y } of boxes) {
    const lane = lanes.find((one) => one.band === band)
    assert.ok(lane && y >= lane.y && y + boxHeight <= lane.y + lane.height)
    assert.ok(x + boxWidth <= width && y + boxHeight <= height)
  }
})

test('a draft with a circle or a link that leads nowhere is drawn too', () => {
  const [one, two] = template.procedures
  assert.ok(one && two)
  const circle = [
    { ...one, after: [{ code: two.code, kind: 'FS', lagDays: 0 } as const] },
    { ...two, after: [one.code, 'gone'].map((code) => ({ code, kind: 'FS', lagDays: 0 }) as const) },
  ]
  assert.equal(layOut({ procedures: circle, milestones: [] }).boxes.length, 2)
  assert.equal(layOut({ procedures: [], milestones: [] }).height, 0)
})

test('keys lead along the links, and every step is reached by them', () => {
  const graph = layOut(template)
  assert.equal(nextBox(graph, 'construction_permit', 'ArrowRight')?.code, 'groundbreaking')
  assert.equal(nextBox(graph, 'filing', 'ArrowLeft'), undefined)
  const seen = new Set<string>()
  const open = [graph.boxes[0]?.code ?? '']
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    if (seen.has(code)) continue
    seen.add(code)
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
      const next = nextBox(graph, code, key)
      if (next) open.push(next.code)
    }
  }
  assert.equal(seen.size, graph.boxes.length)
})
