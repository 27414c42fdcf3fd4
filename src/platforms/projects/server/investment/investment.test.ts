import { Rulebooks } from '#kernel/rulebooks/server'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { read as readWorkbook } from 'hucre'
import { climbLadder } from '#kernel/ledgers/server'
import { openWorld, password, type World } from '../../../../../test/world/app.ts'
import { declareProjectRules } from '../rules/project-rules.ts'
import { callMonths } from './call-months.ts'

const wan = (amount: number) => amount * 1_000_000

describe('investment by month', () => {
  let world: World
  let project: string
  before(async () => {
    world = await openWorld({ start: '2026-05-04T02:00:00Z' })
    const fields = { name: '试验厂房', stage: 'construction', investmentFen: wan(3000) }
    project = (await world.entry({ in: 'riverside', ledger: 'project', fields })).id
  })
  after(() => world.close())

  /** Days later: everybody signs in again. */
  const later = async (at: string) => {
    world.clock.set(new Date(at))
    for (const account of ['plans.office', 'riverside.steward', 'farside.office'])
      await world.as(account).call('POST', '/api/session', { body: { account, password } })
  }
  type Cell = [period: string, wan: number | null]
  const state = (
    by: string,
    amount: string,
    cells: readonly Cell[],
    more: { seqs?: (number | null)[]; effectiveAt?: string; clientKey?: string; of?: string } = {},
  ) =>
    world.as(by).send('POST', '/api/projects/investment/amounts', {
      headers: { 'idempotency-key': more.clientKey ?? randomUUID() },
      body: {
        amount,
        source: '月报表',
        ...(more.effectiveAt ? { effectiveAt: more.effectiveAt } : {}),
        cells: cells.map(([period, amountWan], index) => ({
          projectId: more.of ?? project,
          period,
          fen: amountWan === null ? null : wan(amountWan),
          seq: more.seqs?.[index] ?? null,
        })),
      },
    })
  const read = async (query = '', by = 'plans.office') => {
    const { status, body } = await world.as(by).get(`/api/projects/investment?year=2026${query}`)
    assert.equal(status, 200)
    return body
  }
  const monthOf = async (period: string, query = '') => {
    const { projects } = await read(query)
    return projects
      .find(({ id }: { id: string }) => id === project)
      ?.months.find((month: { period: string }) => month.period === period)
  }

  test('the office sets plans of many months at once, and the same key again changes nothing', async () => {
    const clientKey = randomUUID()
    const cells: Cell[] = [
      ['2026', 1200],
      ['2026-03', 100],
      ['2026-04', 100],
      ['2026-05', 100],
    ]
    const first = await state('plans.office', 'plan', cells, { clientKey })
    assert.deepEqual([first.status, first.body.recorded], [200, 4], first.bytes.toString())
    const again = await state('plans.office', 'plan', cells, { clientKey })
    assert.deepEqual([again.status, again.body.recorded], [200, 4])
    const march = await monthOf('2026-03')
    assert.deepEqual([march.plan.fen, march.plan.source, march.seq], [wan(100), '月报表', 2])
    assert.equal(march.amounts.reported, null)
  })

  test('who sees another district finds no such project, and a steward sets no plan', async () => {
    const elsewhere = await state('farside.office', 'plan', [['2026-06', 1]])
    assert.equal(elsewhere.status, 404)
    assert.deepEqual((await read('', 'farside.office')).projects, [])
    const steward = await state('riverside.steward', 'plan', [['2026-06', 1]])
    assert.deepEqual([steward.status, steward.body.code], [403, 'ledgers.not_yours'])
    assert.equal(await monthOf('2026-06'), undefined, 'a refused statement opens no month')
  })

  test('months that are over are called for once, due by the rule, and the ladder reminds', async () => {
    const books = await Rulebooks.open(world.house.handle, world.clock)
    const rules = declareProjectRules(books)
    assert.equal(await callMonths(world.house.engine, rules), 2)
    assert.equal(await callMonths(world.house.engine, rules), 0)
    await books.close()
    const april = await monthOf('2026-04')
    // 5 May 2026 lies in the holiday of 1 to 5 May.
    assert.equal(april.dueOn, '2026-05-06')
    assert.equal(april.taskDueAt, '2026-05-06T16:00:00.000Z')
    const { body: todo } = await world.as('riverside.steward').get('/api/tasks')
    const mine = todo.rows.filter(({ ledger }: { ledger: string }) => ledger === 'investment')
    assert.equal(mine.length, 2)
    assert.equal(await climbLadder(world.house.engine), 3)
    const march = await monthOf('2026-03')
    const { body: log } = await world.as('plans.office').get(`/api/entries/${march.entryId}/actions`)
    const words = log.map(({ word }: { word: string }) => word)
    assert.deepEqual(words.slice(-4), ['assign', 'remind', 'supervise', 'circulate'])
  })

  test('a month that was due and is not reported makes the light grey and is named', async () => {
    await later('2026-05-12T02:00:00Z')
    const { lastDue, projects } = await read()
    assert.equal(lastDue, '2026-04')
    const { progress } = projects.find(({ id }: { id: string }) => id === project)
    assert.deepEqual(
      [progress.light, progress.because, progress.missing],
      ['not_provable', 'months_missing', ['2026-03', '2026-04']],
    )
  })

  test('a late report of March stands beside April and does not overwrite it', async () => {
    const april = await monthOf('2026-04')
    const reported = await state('riverside.steward', 'reported', [['2026-04', 40]], { seqs: [april.seq] })
    assert.equal(reported.status, 200, reported.bytes.toString())
    await later('2026-05-20T02:00:00Z')
    const march = await monthOf('2026-03')
    assert.equal(
      (await state('riverside.steward', 'reported', [['2026-03', 25]], { seqs: [march.seq] })).status,
      200,
    )
    assert.equal((await monthOf('2026-04')).amounts.reported.fen, wan(40))
    assert.equal((await monthOf('2026-03')).amounts.reported.fen, wan(25))
    assert.equal((await monthOf('2026-03')).taskDueAt, null, 'the task is done')
    assert.equal((await monthOf('2026-03', '&asOf=2026-05-15')).amounts.reported, null)
    const { progress } = (await read()).projects[0]
    // 200 planned, 65 done: 135 of 1,200 is 11.25 points.
    assert.deepEqual([progress.light, progress.behindHundredths], ['amber', 1125])
  })

  test('a correction shows from when it was made, and the log keeps what it corrects', async () => {
    await later('2026-06-10T02:00:00Z')
    const march = await monthOf('2026-03')
    const stale = await state('riverside.steward', 'reported', [['2026-03', 30]], { seqs: [2] })
    assert.deepEqual([stale.status, stale.body.code], [409, 'ledgers.changed_meanwhile'])
    assert.equal(
      (await state('riverside.steward', 'reported', [['2026-03', 30]], { seqs: [march.seq] })).status,
      200,
    )
    assert.equal((await monthOf('2026-03')).amounts.reported.fen, wan(30))
    assert.equal((await monthOf('2026-03', '&asOf=2026-05-31')).amounts.reported.fen, wan(25))
    assert.equal((await state('riverside.steward', 'reported', [['2026-05', 50]], { seqs: [2] })).status, 200)
    const { body: log } = await world.as('plans.office').get(`/api/entries/${march.entryId}/actions`)
    const said = log.flatMap(({ values }: { values: Record<string, unknown> }) => values.reportedFen ?? [])
    assert.deepEqual(said.toSorted(), [wan(25), wan(30)])
  })

  test('what the office says of an earlier day holds then on the one axis, and is unknown then on the other', async () => {
    const march = await monthOf('2026-03')
    const paid = await state('plans.office', 'paid', [['2026-03', 20]], {
      seqs: [march.seq],
      effectiveAt: '2026-05-06T02:00:00Z',
    })
    assert.equal(paid.status, 200, paid.bytes.toString())
    assert.equal((await monthOf('2026-03', '&asOf=2026-05-08&axis=effective')).amounts.paid.fen, wan(20))
    assert.equal((await monthOf('2026-03', '&asOf=2026-05-08&axis=recorded')).amounts.paid, null)
  })

  test('the three amounts stay apart and the gaps are counted over the months that can be compared', async () => {
    const april = await monthOf('2026-04')
    assert.equal(
      (await state('plans.office', 'statistics', [['2026-04', 35]], { seqs: [april.seq] })).status,
      200,
    )
    const { totals } = (await read()).projects[0]
    const sums = Object.entries(totals.amounts).map(([kind, total]) => [
      kind,
      (total as { fen: number }).fen,
      (total as { known: number }).known,
    ])
    assert.deepEqual(sums, [
      ['reported', wan(120), 3],
      ['statistics', wan(35), 1],
      ['paid', wan(20), 1],
    ])
    assert.deepEqual([totals.gaps.statistics.fen, totals.gaps.statistics.comparable], [wan(5), 1])
    assert.deepEqual([totals.gaps.paid.fen, totals.gaps.paid.comparable], [wan(10), 1])
  })

  test('a sheet like the export is read again: what changed is stated, what is wrong is told by row', async () => {
    const office = world.as('plans.office')
    const { projects } = await read()
    const { no } = projects[0]
    const csv = [
      'Investment 2026,,',
      'Number,Name,2026-03,2026-04,2026-05',
      `${no},x,20,1.5,-3`,
      'XM0,y,1,,',
      `${no},x,5,,`,
      `,,,,`,
    ]
    const load = () =>
      office.call('POST', '/api/projects/investment/import?name=a.csv&amount=paid&year=2026&source=sheet', {
        body: Buffer.from(csv.join('\n')),
        headers: { 'content-type': 'text/csv' },
      })
    const first = await load()
    assert.equal(first.status, 200, first.bytes.toString())
    assert.deepEqual([first.body.recorded, first.body.unchanged], [1, 1])
    assert.deepEqual(
      first.body.refused.map(({ row, column, reason }: Record<string, string>) => [row, column, reason]),
      [
        [3, '2026-05', 'negative_amount'],
        [4, 'Number', 'unknown_project'],
        [5, 'Number', 'repeated_row'],
      ],
    )
    assert.equal((await monthOf('2026-04')).amounts.paid.fen, 1_500_000)
    assert.deepEqual([(await load()).body.recorded, (await load()).body.unchanged], [0, 2])
    const none = await office.call(
      'POST',
      '/api/projects/investment/import?name=a.csv&amount=paid&year=2026&source=sheet',
      {
        body: Buffer.from('a,b\n1,2'),
        headers: { 'content-type': 'text/csv' },
      },
    )
    assert.equal(none.body.code, 'projects.no_month_columns')
    const file = await office.get('/api/projects/investment.xlsx?year=2026&amount=paid')
    assert.equal(file.status, 200)
    const { sheets } = await readWorkbook(file.bytes)
    const head = sheets[0]?.rows.findIndex((row) => row.includes('2026-04')) ?? -1
    const months = sheets[0]?.rows[head] ?? []
    const row = sheets[0]?.rows.find((cells) => cells[0] === no)
    assert.equal(row?.[months.indexOf('2026-04')], 1.5)
    assert.equal(row?.[months.indexOf('2026-05')] ?? null, null, 'what is not known is empty')
    assert.equal((await world.as('plans.office').get('/api/projects/indicators.xlsx')).status, 200)
  })

  test('a rule is drafted, shown with its difference, and published with a reason', async () => {
    const office = world.as('plans.office')
    const path = '/api/rulebooks/project_progress_light'
    const save = (body: unknown, expectedRevision = 0) =>
      office.put(`${path}/draft`, { body, expectedRevision })
    const { body: first } = await office.get(path)
    assert.deepEqual([first.rule.version, first.rule.inForceFrom, first.draft], [0, null, null])
    assert.equal((await office.get(`${path}/effect`)).status, 409)
    const draft = { ...first.rule.body, amberFromPoints: 20 }
    const steward = world.as('riverside.steward')
    assert.equal((await steward.put(`${path}/draft`, { body: draft, expectedRevision: 0 })).status, 403)
    const odd = await save({ ...draft, redOverPoints: 1 })
    assert.deepEqual([odd.status, odd.body.errors[0].code], [400, 'projects.light_rule_order'])
    assert.equal((await save({ ...draft, more: 1 })).body.code, 'http.invalid')
    assert.equal((await save(draft)).status, 204)
    const { body: effect } = await office.get(`${path}/effect`)
    assert.deepEqual(
      effect.changes.map(({ id, before: was, after: then }: Record<string, string>) => [id, was, then]),
      [[project, 'amber', 'green']],
    )
    assert.equal((await read()).projects[0].progress.light, 'amber', 'a draft judges nothing')
    const { body: kept } = await office.get(path)
    const publish = (expectedVersion: number) =>
      office.post(`${path}/versions`, {
        reason: '年初进度较慢',
        expectedVersion,
        expectedRevision: kept.draft.revision,
      })
    const late = await publish(7)
    assert.deepEqual([late.status, late.body.code], [409, 'rulebooks.changed_meanwhile'])
    const published = await publish(0)
    assert.deepEqual([published.status, published.body.version], [200, 1])
    assert.equal((await read()).projects[0].progress.light, 'green')
    assert.equal(
      (await read('&asOf=2026-05-31')).projects[0].progress.light,
      'amber',
      'earlier days keep their rule',
    )
    assert.equal((await office.get(path)).body.draft, null)
  })
})
