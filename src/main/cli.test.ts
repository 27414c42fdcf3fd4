import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { migrate, openDatabase } from '#kernel/db/server'
import { runCli } from './cli.ts'
import { dataFolder } from './data-folder.ts'

async function yiwang(line: string, env: Record<string, string> = { LANG: 'en_US.UTF-8' }) {
  const out: string[] = []
  const err: string[] = []
  const code = await runCli(line.split(' ').filter(Boolean), {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    env,
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

async function json(line: string) {
  const answer = await yiwang(`calendar ${line} --json`, { LANG: 'zh_CN.UTF-8' })
  assert.equal(answer.code, 0)
  return JSON.parse(answer.out) as { date: string; class: string; name?: string; notice?: string }[]
}

test('a day is told with its class, its holiday and the notice that says so', async () => {
  assert.deepEqual(await json('2026-02-14'), [
    { date: '2026-02-14', class: 'makeup_workday', name: '春节', notice: '国办发明电〔2025〕7号' },
  ])
  const { code, out, err } = await yiwang('calendar 2026-02-14')
  assert.equal(code, 0)
  assert.equal(err, '')
  assert.match(out, /^2026-02-14 {2}Sat {2}make-up workday {2}Spring Festival {2}General Office .*No\. 7$/)
})

test('a range, a month and a year are told day by day', async () => {
  assert.equal((await json('2026-02-01..2026-02-28')).length, 28)
  assert.equal((await json('2024-02')).length, 29)
  assert.equal((await json('2026-01..2026-03')).length, 90)
  assert.equal((await json('9999-12')).length, 31)
  assert.equal((await json('0050'))[0]?.date, '0050-01-01')
  const year = await json('2020')
  assert.equal(year.length, 366)
  assert.equal(year.filter((day) => day.class === 'holiday').length, 30)
})

test('without a date it tells today', async () => {
  assert.equal((await json('')).length, 1)
})

test('a year without a notice is unknown and a line says so', async () => {
  const { code, out, err } = await yiwang('calendar 2027-01-01..2027-01-03')
  assert.equal(code, 0)
  assert.equal(out.match(/unknown/g)?.length, 3)
  assert.match(err, /^2027: no notice/)
})

test('a wrong date, range, option, command or language gets one sentence and exit code 2', async () => {
  const wrong = {
    'calendar 2026-02-30': /“2026-02-30” is not a date/,
    'calendar tomorrow': /“tomorrow” is not a date/,
    'calendar 2026-13': /“2026-13” is not a date/,
    'calendar 2026-02-01..2026-02-02..2026-02-03': /is not a date/,
    'calendar 2026-02-01 2026-02-02': /is not a date/,
    'calendar 2026-03-01..2026-02-01': /The first day 2026-03-01 is after/,
    'calendar 1000..2026': /At most 100 years/,
    'calendar 2026 --jsn': /option “--jsn” is not right/,
    'calendar --notice': /option “--notice/,
    'calendar --notice no-such-file.json': /no-such-file\.json cannot be read/,
    calender: /There is no command “calender”/,
    toString: /There is no command “toString”/,
    'calendar 2026 --lang fr': /language “fr” is not supported/,
  }
  for (const [line, sentence] of Object.entries(wrong)) {
    const { code, out, err } = await yiwang(line)
    assert.equal(code, 2, line)
    assert.equal(out, '', line)
    assert.match(err, sentence, line)
    assert.equal(err.split('\n').length, 1, line)
  }
})

test('the language comes from --lang, else from the environment, else it is Chinese', async () => {
  const chinese = /没有名为“x”的命令/
  const english = /There is no command “x”/
  assert.match((await yiwang('x', { LANG: 'zh_CN.UTF-8' })).err, chinese)
  assert.match((await yiwang('x', { LANG: 'C' })).err, chinese)
  assert.match((await yiwang('x', {})).err, chinese)
  assert.match((await yiwang('x', { LANG: 'zh_CN.UTF-8', LC_ALL: 'en_GB' })).err, english)
  assert.match((await yiwang('--lang en x', {})).err, english)
  assert.match((await yiwang('x --lang=zh', { LANG: 'en_US' })).err, chinese)
})

test('help lists the commands, and every command explains itself in both languages', async () => {
  const help = await yiwang('--help')
  assert.equal(help.code, 0)
  assert.match(help.out, /^ {2}calendar +tell workdays/m)
  assert.equal((await yiwang('')).code, 2)
  for (const lang of ['zh', 'en']) {
    const { code, out } = await yiwang(`calendar --help --lang ${lang}`)
    assert.equal(code, 0)
    assert.match(out, /yiwang calendar 2026-02-14/)
  }
})

test('a notice in a file is followed', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'yiwang-calendar-'))
  t.after(() => rm(folder, { recursive: true }))
  const file = join(folder, 'notice.json')
  const notice = {
    kind: 'annual',
    year: 2027,
    issuedOn: '2026-11-05',
    document: { series: 'general_office_telegram', year: 2026, number: 99 },
    arrangements: [{ holidays: ['new_year'], off: ['2027-01-01..2027-01-03'] }],
  }
  await writeFile(file, JSON.stringify(notice))
  const days = await json(`2027-01-01..2027-01-04 --notice ${file}`)
  assert.deepEqual(
    days.map((day) => day.class),
    ['holiday', 'holiday', 'holiday', 'workday'],
  )

  await writeFile(file, JSON.stringify({ ...notice, arrangements: [] }))
  const bad = await yiwang(`calendar 2027 --notice ${file}`)
  assert.equal(bad.code, 2)
  assert.match(bad.err, /is not a valid notice: arrangements/)

  await writeFile(
    file,
    JSON.stringify({
      ...notice,
      year: 2026,
      arrangements: [{ holidays: ['new_year'], off: ['2026-01-01'] }],
    }),
  )
  const settled = await yiwang(`calendar 2026 --notice ${file}`)
  assert.equal(settled.code, 1)
  assert.match(settled.err, /yearly notice for 2026 is already known/)
})

test('a notice is kept in a house and followed there; entered again it changes nothing', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'yiwang-calendar-'))
  t.after(() => rm(folder, { recursive: true }))
  const file = join(folder, 'notice.json')
  const notice = {
    kind: 'annual',
    year: 2027,
    issuedOn: '2026-11-05',
    document: { series: 'general_office_telegram', year: 2026, number: 99 },
    arrangements: [{ holidays: ['new_year'], off: ['2027-01-01'], makeUp: ['2027-01-09'] }],
  }
  await writeFile(file, JSON.stringify(notice))
  const nowhere = await yiwang(`calendar import ${file} --data ${folder}`)
  assert.equal(nowhere.code, 1)
  assert.match(nowhere.err, /no database/i)

  const handle = await openDatabase({ dataDir: dataFolder(folder).embedded })
  await migrate(handle)
  await handle.close()
  const first = await yiwang(`calendar import ${file} --data ${folder}`)
  assert.equal(first.code, 0, first.err)
  assert.match(first.out, /^Taken in: .*99/m)
  assert.match(first.out, /A person with the right confirms them/)
  const again = await yiwang(`calendar import ${file} --data ${folder}`)
  assert.match(again.out, /1 notice was known already/)
  const [day] = await json(`2027-01-09 --data ${folder}`)
  assert.equal(day?.class, 'makeup_workday')
  assert.equal((await yiwang('calendar import')).code, 2)
})
