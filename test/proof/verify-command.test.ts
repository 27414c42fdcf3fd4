import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { dataFolder } from '../../src/main/data-folder.ts'
import { yiwang } from './run-cli.ts'
import { fill, newPlace, type ToyPlace, within } from './toy-place.ts'

describe('yiwang verify', () => {
  let place: ToyPlace
  let ids: string[]
  const outside = mkdtempSync(join(tmpdir(), 'yiwang-third-party-'))
  const kept = join(outside, 'checkpoints.jsonl')
  before(async () => {
    place = await newPlace()
    ids = await fill(place, 60)
  })
  after(async () => {
    await place.remove()
    rmSync(outside, { recursive: true })
  })

  test('a whole log is told to be whole, in words and as JSON', async () => {
    const english = await yiwang(['verify', ...place.args])
    assert.deepEqual([english.code, english.err], [0, ''])
    assert.match(
      english.out,
      /60 entries, 120 actions, 3 checkpoints; sealed 120, not yet sealed 0; replayed 60/,
    )
    const json = JSON.parse((await yiwang(['verify', '--json', ...place.args])).out)
    assert.deepEqual([json.clean, json.findings, json.actions], [true, [], 120])
  })

  test('a third party keeps the checkpoints and the key, and needs nothing else to verify', async () => {
    const exported = await yiwang(['verify', '--export', kept, ...place.args])
    assert.equal(exported.code, 0, exported.err)
    assert.equal(
      readFileSync(kept, 'utf8'),
      readFileSync(join(dataFolder(place.root).checkpoints, 'checkpoints.jsonl'), 'utf8'),
    )
    assert.match(readFileSync(`${kept}.pem`, 'utf8'), /BEGIN PUBLIC KEY/)
    const again = await yiwang([
      'verify',
      '--checkpoints',
      kept,
      '--public-key',
      `${kept}.pem`,
      ...place.args,
    ])
    assert.deepEqual([again.code, again.err], [0, ''])
  })

  test('even a log cut off together with its checkpoints is named by what the third party kept', async () => {
    await within(place, (handle) =>
      handle.script(`alter table action disable trigger action_append_only;
        delete from task where entry_id = '${ids[0]}' and opened_seq = 2;
        update task set closed_seq = null where entry_id = '${ids[0]}';
        delete from action where entry_id = '${ids[0]}' and seq = 2;
        delete from checkpoint where no > 0;`),
    )
    const file = join(dataFolder(place.root).checkpoints, 'checkpoints.jsonl')
    writeFileSync(file, '')
    const { code, out } = await yiwang([
      'verify',
      '--checkpoints',
      kept,
      '--public-key',
      `${kept}.pem`,
      ...place.args,
    ])
    assert.equal(code, 1)
    assert.match(out, /4 findings:/)
    assert.match(out, /log cut off: TOY20\d{8} “第0件 “quoted” .*, steps 2 to 2 are gone/)
    assert.match(out, /checkpoint missing: no\. 3 \(database/)
  })

  test('what cannot be opened or was typed wrongly answers 2 and makes nothing', async () => {
    const nowhere = join(outside, 'nowhere')
    const cases: [string[], RegExp][] = [
      [['verify', '--data', nowhere, '--public-key', `${kept}.pem`], /no database in/],
      [['verify', '--data', nowhere], /key file/i],
      [['verify', '--checkpoints', nowhere, ...place.args], /cannot be read/],
      [['verify', '--public-key', kept, ...place.args], /cannot be read/],
      [['verify', '--nonsense', ...place.args], /nonsense/],
      [['verify', 'what', ...place.args], /what/],
    ]
    for (const [args, message] of cases) {
      const { code, out, err } = await yiwang(args)
      assert.deepEqual([code, out], [2, ''], args.join(' '))
      assert.match(err, message)
    }
    assert.equal(existsSync(nowhere), false)
  })
})
