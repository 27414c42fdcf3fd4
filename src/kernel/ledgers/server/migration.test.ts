import assert from 'node:assert/strict'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { newId } from '#kernel/db/server'
import { firstVersion, movingMap as map, secondVersion, text } from '../../../../test/toy/moving-ledger.ts'
import { openToy, type Toy } from '../../../../test/toy/toy-engine.ts'
import { toyList } from '../../../../test/toy/toy-list.ts'
import { diffDefinitions, effectsOf } from '../model/definition-diff.ts'
import type { Values } from '../model/state.ts'
import { readBoard } from './board-store.ts'
import { checkpointFile } from './checkpoint-file.ts'
import { takeCheckpoint } from './checkpoint.ts'
import { dryRun } from './dry-run.ts'
import { fieldFilters, type ListRequest } from './list-query.ts'
import { listEntries } from './list-store.ts'
import { cancelMigration, startMigration, workMigrations } from './migrate-run.ts'
import { findRun, listRefused } from './migrate-store.ts'
import { Relay } from './relay.ts'
import { slotLayouts } from './slot-layouts.ts'
import { countConcerned } from './version-store.ts'
import { verifyLog } from './verify.ts'
import { everything } from './visibility-store.ts'

describe('moving entries in flight to another version', () => {
  let toy: Toy
  let relay: Relay
  let folder: string
  const ids: Record<string, string> = {}
  before(async () => {
    toy = await openToy('2026-03-02T01:00:00Z')
    folder = await mkdtemp(join(tmpdir(), 'yiwang-migration-'))
    relay = new Relay({ engine: toy.engine, consumers: [], onError: () => undefined })
    await toy.engine.book.publish(firstVersion, 1, toy.clock.now())
    await register('one', { road: 'Long Street', area: 'north', sort: 'a', cost: 500, remark: 'x' })
    await register('two', { road: 'Short Street', area: 'south', sort: 'c' })
    await register('three', { road: 'Long Street', area: 'south', sort: 'b', cost: 100 })
    await register('four', { area: 'north' })
    toy.clock.advance(3_600_000)
    await act('three', 1, 'wait')
    await act('four', 1, 'close')
    toy.clock.advance(3_600_000)
    await toy.engine.book.publish(secondVersion, 1, toy.clock.now())
    await register('new', { place: 'Long Street', area: 'north', sort: 'a', cost: 7 })
  })
  after(() => toy.close())

  async function register(name: string, input: Values) {
    const { results } = await toy.engine.perform(
      toy.actors.office,
      [
        {
          ledger: 'moving',
          action: 'register',
          divisionCode: '211302001001',
          input: { subject: name, ...input },
        },
      ],
      newId(),
    )
    ids[name] = results[0]?.entryId ?? ''
  }
  const act = (name: string, expectedSeq: number, action: string, input: Values = {}, effectiveAt?: string) =>
    toy.engine.perform(
      toy.actors.backdater,
      [{ entryId: ids[name] ?? '', expectedSeq, action, input, effectiveAt }],
      newId(),
    )
  const known = () => toy.engine.book.get('moving')
  const scope = (closedToo = false) => ({ ledgerId: known().id, to: 2, closedToo })
  const found = async (name: string) => toy.engine.get(toy.actors.office, ids[name] ?? '')

  function request(parameters: Record<string, unknown>): ListRequest {
    const ledger = known()
    const asked = toyList(toy, toy.actors.office, parameters)
    return {
      ...asked,
      ledgerId: ledger.id,
      filters: fieldFilters(toy.engine.book.current(ledger).definition, asked.parameters, asked.actor),
      sort: { column: 'title', descending: false },
      layouts: slotLayouts(ledger),
    }
  }
  const listed = async (parameters: Record<string, unknown>) =>
    (await listEntries(toy.engine.handle.db, request(parameters))).rows.map(({ title }) => title)
  const counted = async (column: string, parameters: Record<string, unknown> = {}) =>
    Object.fromEntries(
      (await readBoard(toy.engine.handle.db, request(parameters), column)).map(({ key, count }) => [
        key,
        count,
      ]),
    )
  async function isSound() {
    await relay.drain()
    const { handle, keys } = toy.engine
    while (await takeCheckpoint({ handle, keys, clock: toy.clock, folder }));
    const result = await verifyLog({
      handle,
      checkpoints: checkpointFile(folder),
      publicKey: keys.signing.publicKey,
    })
    assert.deepEqual(result.findings, [])
    assert.equal(result.replayed, 5)
  }

  test('the difference is told by names, and what entries would notice by how many', async () => {
    const [before, next] = [1, 2].map((number) => toy.engine.book.version(known(), number).definition)
    assert.ok(before && next)
    const paths = diffDefinitions(before, next).map(({ path, kind }) => `${kind} ${path}`)
    for (const path of [
      'removed fields.road',
      'added fields.place',
      'removed fields.sort.options.c',
      'added fields.twice',
      'removed stages.waiting',
      'added tasks.view',
      'changed actions.wait.to',
      'changed actions.register.opens',
    ])
      assert.ok(paths.includes(path), `${path} is in ${paths.join(', ')}`)
    assert.deepEqual(diffDefinitions(before, before), [])
    const counts = await Promise.all(
      effectsOf(before, next).map(
        async (effect) =>
          `${effect.code} ${effect.name} ${await countConcerned(toy.engine.handle.db, known().id, 1, effect)}`,
      ),
    )
    assert.deepEqual(counts, [
      'stage_removed waiting 1',
      'task_removed look 3',
      'task_removed extra 3',
      'field_removed road 3',
      'options_narrowed sort 1',
      'field_removed remark 1',
    ])
  })

  test('lists ask each version where it keeps a field', async () => {
    assert.deepEqual(await listed({ 'f.area': 'north' }), ['four', 'new', 'one'])
    assert.deepEqual(
      await listed({ 'f.place': 'Long Street' }),
      ['new'],
      'what the old version calls otherwise',
    )
    assert.deepEqual(await counted('s1'), { north: 3, south: 2 })
  })

  test('a dry run says what would happen to each, and writes nothing', async () => {
    const before = await found('one')
    const plan = await dryRun(toy.engine, toy.actors.office, scope(), { to: 2, map })
    assert.deepEqual([plan.total, plan.moves, plan.refused], [3, 2, 1])
    assert.deepEqual(plan.groups, [
      { version: 1, stage: 'open', toStage: 'open', moves: 1, refused: 0 },
      { version: 1, stage: 'open', toStage: null, moves: 0, refused: 1 },
      { version: 1, stage: 'waiting', toStage: 'pending', moves: 1, refused: 0 },
    ])
    assert.deepEqual(plan.reasons, [
      { text: 'What the entry holds in “sort” does not fit the new version.', count: 1 },
    ])
    const [refusing, ...moving] = plan.entries
    assert.equal(refusing?.title, 'two')
    const tasks = moving.find(({ title }) => title === 'one')?.tasks ?? []
    assert.deepEqual(Object.fromEntries(tasks.map(({ kind, to }) => [kind, to])), {
      look: 'view',
      extra: null,
    })
    assert.deepEqual((await found('one')).state, before.state)
    const nothing = await dryRun(toy.engine, toy.actors.office, scope(), {
      to: 2,
      map: { stages: {}, tasks: {}, fields: {} },
    })
    assert.equal(nothing.refused, 3, 'names that lead nowhere are refused, each with its reason')
    assert.ok(nothing.reasons.some(({ text: reason }) => reason.includes('“waiting”')))
    assert.ok(nothing.reasons.some(({ text: reason }) => reason.includes('“look”')))
    assert.ok(nothing.reasons.some(({ text: reason }) => reason.includes('“road”')))
    const stranger = await dryRun(toy.engine, toy.actors.stranger, scope(), { to: 2, map })
    assert.deepEqual([stranger.total, stranger.entries], [3, []], 'out of scope they are counted, not told')
  })

  test('each entry is moved by an action of its own, and what refuses stays and says why', async () => {
    const run = await startMigration(toy.engine, toy.actors.office, known(), { to: 2, map }, false)
    assert.equal(run.total, 3)
    await assert.rejects(startMigration(toy.engine, toy.actors.office, known(), { to: 2, map }, false), {
      code: 'ledgers.migration_running',
    })
    const due = (await found('one')).state.tasks.find(({ kind }) => kind === 'look')?.dueAt
    assert.equal(await workMigrations(toy.engine), 3)
    const ended = await findRun(toy.engine.handle.db, run.id)
    assert.deepEqual([ended?.moved, ended?.refused, ended?.endedAt !== null], [2, 1, true])
    const refused = await listRefused(toy.engine.handle.db, run.id, everything)
    assert.deepEqual(
      refused.map(({ title, refusals }) => [title, refusals.map(({ code }) => code)]),
      [['two', ['ledgers.migrate_value']]],
    )
    const { state } = await found('one')
    assert.deepEqual([state.version, state.stage, state.seq], [2, 'open', 2])
    assert.deepEqual(state.values, {
      subject: 'one',
      area: 'north',
      sort: 'a',
      cost: 500,
      place: 'Long Street',
      twice: 1000,
    })
    assert.equal(state.origins['place']?.seq, 1, 'it was said when it was said')
    assert.deepEqual(
      state.tasks.map(({ kind, dueAt, rungAt }) => [kind, dueAt, rungAt]),
      [['view', due, due]],
      'the date stays, the ladder is the new one',
    )
    assert.equal(state.marks.holders['view']?.organisationId, toy.actors.office.organisationId)
    assert.deepEqual([(await found('two')).state.version, (await found('three')).state.stage], [1, 'pending'])
    assert.equal((await found('four')).state.version, 1, 'what is closed keeps its version')
    await isSound()
  })

  test('lists and boards agree, now and as of a moment before', async () => {
    assert.deepEqual(await listed({ 'f.area': 'north' }), ['four', 'new', 'one'])
    assert.deepEqual(await listed({ 'f.area': 'south' }), ['three', 'two'])
    assert.deepEqual(await listed({ 'f.place': 'Long Street' }), ['new', 'one', 'three'])
    assert.deepEqual(await listed({ 'f.twice': '1000..' }), ['one'])
    assert.deepEqual(await counted('s1'), { north: 3, south: 2 })
    assert.deepEqual(await counted('stage'), { done: 1, open: 3, pending: 1 })
    const asOf = '2026-03-02T02:30:00.000Z'
    for (const axis of ['effective', 'recorded']) {
      assert.deepEqual(await listed({ 'f.area': 'south', asOf, axis }), ['three', 'two'])
      assert.deepEqual(await counted('stage', { asOf, axis }), { done: 1, open: 2, waiting: 1 })
    }
  })

  test('a statement about the time before leaves that time under its version', async () => {
    toy.clock.advance(3_600_000)
    await act('three', 3, 'report', { area: 'east', place: 'Back Lane' }, '2026-03-02T01:30:00.000Z')
    assert.equal((await found('three')).state.values['place'], 'Back Lane')
    assert.deepEqual(await listed({ 'f.area': 'east' }), ['three'])
    assert.deepEqual(await listed({ 'f.area': 'east', asOf: '2026-03-02T01:45:00.000Z' }), ['three'])
    assert.deepEqual(await listed({ 'f.area': 'south', asOf: '2026-03-02T01:15:00.000Z' }), ['three', 'two'])
    await isSound()
    assert.deepEqual(await counted('stage', { asOf: '2026-03-02T02:30:00.000Z' }), {
      done: 1,
      open: 2,
      waiting: 1,
    })
  })

  test('it can be run again, once what spoke against it is mended, and for closed entries too', async () => {
    await act('two', 1, 'report', { sort: 'b' })
    await startMigration(toy.engine, toy.actors.office, known(), { to: 2, map }, true)
    assert.equal(await workMigrations(toy.engine), 2)
    assert.deepEqual([(await found('two')).state.version, (await found('four')).state.version], [2, 2])
    assert.equal((await found('four')).state.isOpen, false)
    await act('one', 2, 'close')
    assert.equal((await found('one')).state.stage, 'done', 'under the new version it goes on')
    await isSound()
  })

  test('it can be cancelled, and what was not come to stays', async () => {
    await toy.engine.book.publish({ ...secondVersion, title: text('Moving on') }, 1, toy.clock.now())
    const whole = { stages: {}, tasks: {}, fields: {} }
    const run = await startMigration(toy.engine, toy.actors.office, known(), { to: 3, map: whole }, false)
    await cancelMigration(toy.engine, run.id)
    assert.equal(await workMigrations(toy.engine), 0)
    const ended = await findRun(toy.engine.handle.db, run.id)
    assert.deepEqual([ended?.moved, ended?.endedAt !== null], [0, true])
    assert.equal((await found('three')).state.version, 2)
  })

  test('nobody takes the action by hand, and none ends an entry by it', async () => {
    await assert.rejects(act('three', 4, 'migrate'), { code: 'ledgers.not_yours' })
    const over = { ...map, stages: { open: 'done', pending: 'done' } }
    const plan = await dryRun(toy.engine, toy.actors.office, { ...scope(), to: 3 }, { to: 3, map: over })
    assert.equal(plan.moves, 0)
    assert.match(plan.reasons[0]?.text ?? '', /would end the entry/)
  })
})
