import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world/app.ts'
import { projectColours } from '../model/colour.ts'
import type { WallAnswer } from '../model/wall-rows.ts'
import { wallPaper } from './wall-paper.ts'

describe('the wall on paper', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await world.entry({ in: 'riverside.first', ledger: 'project' })
  })
  after(() => world.close())

  test('is a PDF of the caller’s own wall, of today or of an earlier day', async () => {
    const office = world.as('plans.office')
    for (const query of ['', '?asOf=2026-01-31']) {
      const answer = await office.get(`/api/projects/wall.pdf${query}`)
      assert.equal(answer.status, 200, answer.bytes.toString('utf8', 0, 400))
      assert.equal(answer.bytes.subarray(0, 5).toString(), '%PDF-')
      world.clock.advance(1000)
    }
    const { rows } = (await office.get('/api/report-files')).body
    assert.deepEqual(
      rows.map(({ what, rows: count, axis }: Record<string, unknown>) => [what, count, axis]),
      [
        ['wall', 0, 'effective'],
        ['wall', 1, null],
      ],
    )
    assert.equal((await world.stranger().get('/api/projects/wall.pdf')).status, 401)
  })

  test('says each colour by shape and word, and names every project once', async () => {
    const office = world.as('plans.office')
    const answer = (await office.get('/api/projects/wall')).body as WallAnswer
    const [one] = answer.projects
    assert.ok(one)
    const many = Array.from({ length: 70 }, (_, index) => ({
      ...one,
      id: `${one.id}-${index}`,
      name: `Project ${index}.`,
      colour: { ...one.colour, colour: projectColours[index % projectColours.length] ?? 'red' },
    }))
    const paper = wallPaper({
      answer: { ...answer, projects: many },
      locale: 'en',
      unit: 'U',
      origin: 'https://h',
    })
    const text = JSON.stringify(paper)
    for (const mark of ['● Red', '▲ Yellow', '■ Blue', '◆ Green']) assert.ok(text.includes(mark), mark)
    for (const { name } of many) assert.equal(text.split(`"${name}"`).length, 2, name)
    assert.deepEqual(paper.page, { paper: 'A3', lying: true })
    const parks = many.map((project, index) => ({ ...project, park: ['', 'East', 'West'][index % 3] ?? '' }))
    const charted = JSON.stringify(
      wallPaper({
        answer: { ...answer, projects: parks },
        locale: 'en',
        unit: 'U',
        origin: 'https://h',
        chart: 'park',
      }),
    )
    for (const { name } of many) assert.equal(charted.split(`"${name}"`).length, 2, name)
    for (const group of ['East · 23', 'West · 23', 'No park stated · 24'])
      assert.ok(charted.includes(group), group)
    assert.ok(charted.indexOf('East · 23') < charted.indexOf('No park stated · 24'))
    assert.ok(charted.includes('&group=park'))
    assert.equal(paper.code?.address, `https://h/wall/projects?asOf=${answer.day}`)
  })
})
