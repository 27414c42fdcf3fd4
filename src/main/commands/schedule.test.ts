import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { runCli } from '../cli.ts'

async function run(lang: string, ...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const terminal = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), env: {} }
  const code = await runCli(['--lang', lang, ...args], terminal)
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const file = (finish: string) => `<Project xmlns="http://schemas.microsoft.com/project">
  <StartDate>2026-03-02T08:00:00</StartDate>
  <Tasks><Task><UID>7</UID><ID>1</ID><Name>基础施工</Name><Duration>PT8H0M0S</Duration>
    <Start>2026-03-02T08:00:00</Start><Finish>${finish}</Finish><TotalSlack>0</TotalSlack><Critical>1</Critical>
    <PredecessorLink><PredecessorUID>99</PredecessorUID></PredecessorLink></Task></Tasks></Project>`

test('a file is checked: what agrees, what differs, what is not supported', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-schedule-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const path = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const good = await run('zh', 'schedule', 'check', path('good.xml', file('2026-03-02T17:00:00')))
  assert.equal(good.code, 0)
  assert.match(good.out, /1 基础施工 +开始 +2026-03-02 08:00 +2026-03-02 08:00 +=/)
  assert.match(good.out, /1项任务中有1项完全一致/)
  assert.match(good.out, /前置任务不在文件中，该关系未计: 1 基础施工/)

  const late = path('late.xml', file('2026-03-03T17:00:00'))
  const bad = await run('en', 'schedule', 'check', late, '--differences')
  assert.equal(bad.code, 1)
  assert.match(bad.out, /^1 基础施工 +finish +2026-03-02 17:00 +2026-03-03 17:00 +-24h$/m)
  const json = await run('en', 'schedule', 'check', late, '--json')
  const data = JSON.parse(json.out) as { agrees: boolean; tasks: { values: { finish: unknown } }[] }
  assert.equal(json.code, 1)
  assert.deepEqual(data.tasks[0]?.values.finish, {
    ours: '2026-03-02T17:00:00',
    theirs: '2026-03-03T17:00:00',
    difference: -86_400,
    agrees: false,
  })
})

test('what cannot be read or scheduled is one sentence and exit code 2', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-schedule-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const check = async (text: string) => {
    writeFileSync(join(folder, 'plan.xml'), text)
    return run('en', 'schedule', 'check', join(folder, 'plan.xml'))
  }
  const round = (uid: number, from: number) =>
    `<Task><UID>${uid}</UID><Name>工序${uid}</Name><Duration>PT8H0M0S</Duration><PredecessorLink><PredecessorUID>${from}</PredecessorUID><Type>1</Type></PredecessorLink></Task>`
  const cycle = await check(
    `<Project><StartDate>2026-03-02T08:00:00</StartDate><Tasks>${round(1, 2)}${round(2, 1)}</Tasks></Project>`,
  )
  assert.equal(cycle.code, 2)
  assert.match(cycle.err, /wait for one another in a circle: “工序[12]” → “工序[12]” → “工序[12]”$/)
  const html = await check('<html></html>')
  assert.equal(html.code, 2)
  assert.match(html.err, /^Not an XML file of Microsoft Project: its root element is “html”$/)
  assert.equal((await run('en', 'schedule', 'check', join(folder, 'none.xml'))).code, 2)
  assert.equal((await run('en', 'schedule', 'check')).code, 2)
  assert.equal((await run('en', 'schedule', 'draw', 'x.xml')).code, 2)
})
