import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { newId } from '#kernel/db/server'
import type { Actor } from '#kernel/http/model'
import type { Values } from '#kernel/ledgers/model'
import { openProjectWorld, type ProjectWorld } from '../../../../test/world/projects.ts'
import { countWall } from '../model/wall.ts'
import { recolour } from './recolour.ts'
import { readWall } from './wall-reader.ts'

describe('problems and colours on the wall', () => {
  let world: ProjectWorld
  let project = ''
  let seq = 0

  const register = async (by: Actor, ledger: string, input: Values) => {
    const { results } = await world.engine.perform(
      by,
      [{ ledger, action: 'register', divisionCode: '211302009', input }],
      newId(),
    )
    seq = results[0]?.seq ?? 0
    return results[0]?.entryId ?? ''
  }
  const act = async (by: Actor, entryId: string, action: string, input: Values = {}) => {
    const { results } = await world.engine.perform(
      by,
      [{ entryId, expectedSeq: seq, action, input }],
      newId(),
    )
    seq = results[0]?.seq ?? 0
  }
  const wall = async (by = world.actors.office, asOf?: string) => {
    const deps = {
      engine: world.engine,
      rules: world.rules,
      divisions: () => world.divisions,
      organisationNames: async () => new Map(),
    }
    return readWall(deps, by, asOf)
  }
  const problems = async () => {
    const answer = await wall()
    const { problems: figures } = countWall(answer.projects, answer.problems, answer.day)
    return [figures.open.count, figures.overdue.count, figures.closed_this_month.count]
  }

  before(async () => {
    world = await openProjectWorld()
    project = await register(world.actors.office, 'project', {
      name: '示例项目·甲（虚构）',
      category: 'industry',
      stage: 'procedures',
      demonstration: true,
    })
  })
  after(() => world.close())

  test('a problem is dispatched, handled, verified, and struck off only on evidence', async () => {
    const { steward, bureau, unit } = world.actors
    const id = await register(steward, 'problem', { title: '外电容量不足', project, kind: 'power' })
    assert.deepEqual(await problems(), [1, 0, 0])
    await act(bureau, id, 'dispatch', { organisationId: unit.organisationId, dueOn: '2026-03-10' })
    await act(unit, id, 'acknowledge')
    world.clock.set(new Date('2026-03-12T01:00:00Z'))
    assert.deepEqual(await problems(), [1, 1, 0])
    await act(unit, id, 'complete', { measures: '已增容' })
    await assert.rejects(act(steward, id, 'close'), { code: 'ledgers.evidence_missing' })
    await act(unit, id, 'attach_evidence', { evidence: [newId()] })
    await assert.rejects(act(steward, id, 'close'), { code: 'ledgers.not_done_before' })
    await act(steward, id, 'verify', { outcome: 'passed' })
    await act(steward, id, 'close')
    assert.deepEqual(await problems(), [0, 0, 1])
    const before = await wall(world.actors.office, '2026-03-11')
    assert.deepEqual(
      before.problems.map((problem) => [problem.stage, problem.isOverdue, problem.projectName]),
      [['handling', true, '示例项目·甲（虚构）']],
    )
  })

  test('who handles a problem out of his scope sees the problem and not the project', async () => {
    const { steward, bureau, outsider } = world.actors
    const id = await register(steward, 'problem', { title: '管网未接通', project, kind: 'access' })
    await act(bureau, id, 'dispatch', { organisationId: outsider.organisationId, dueOn: '2026-03-20' })
    const answer = await wall({ ...outsider, divisions: ['211302001'] })
    assert.deepEqual(answer.projects, [])
    assert.deepEqual(
      answer.problems.map((problem) => [problem.title, problem.projectName]),
      [['管网未接通', '']],
    )
  })

  test('recording procedures changes the colour, and an earlier day keeps the one it had', async () => {
    const { office } = world.actors
    const { seq: now } = (await world.engine.get(office, project)).state
    seq = now
    const list = (done: number) => Array.from({ length: 6 }, (_, i) => ({ name: `手续${i}`, done: i < done }))
    const colour = async (asOf?: string) => (await wall(office, asOf)).projects[0]?.colour
    assert.equal((await colour())?.colour, 'not_provable')
    await act(office, project, 'record_procedures', { procedures: list(3) })
    assert.deepEqual([(await colour())?.colour, (await colour())?.done], ['red', 3])
    assert.equal((await world.engine.get(office, project)).state.values.colour, 'red')
    world.clock.set(new Date('2026-03-16T01:00:00Z'))
    await act(office, project, 'record_procedures', { procedures: list(6) })
    await act(office, project, 'report', { stage: 'construction' })
    assert.equal((await colour())?.colour, 'blue')
    assert.equal((await colour('2026-03-13'))?.colour, 'red')
  })

  test('a district that turns yellow earlier recolours its projects, each in its own log', async () => {
    const { office } = world.actors
    seq = (await world.engine.get(office, project)).state.seq
    await act(office, project, 'record_procedures', {
      procedures: Array.from({ length: 6 }, (_, i) => ({ name: `手续${i}`, done: i < 3 })),
    })
    const half = { yellowFrom: { numerator: 1, denominator: 2 } }
    await world.rules.setColours(half, 1)
    assert.equal(await recolour(world.engine, office, world.rules.colours()), 1)
    assert.equal((await world.engine.get(office, project)).state.values.colour, 'yellow')
    assert.equal(await recolour(world.engine, office, world.rules.colours()), 0)
    assert.deepEqual((await wall()).yellowFrom, half.yellowFrom)
    assert.deepEqual((await wall(office, '2026-03-13')).yellowFrom, { numerator: 2, denominator: 3 })
  })
})
