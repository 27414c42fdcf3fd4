import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { shareOut } from './cells.ts'

test('drawing the shapes again gives the bytes that are kept', () => {
  const out = mkdtempSync(join(tmpdir(), 'yiwang-shapes-'))
  const script = join(import.meta.dirname, '../draw-schematic-shapes.ts')
  execFileSync(process.execPath, [script, '211302', '211303', '--out', out])
  for (const name of ['211302.shapes.geojson', '211303.shapes.geojson', '211302.cells.geojson']) {
    const kept = readFileSync(join(import.meta.dirname, '../../data/divisions', name))
    assert.ok(readFileSync(join(out, name)).equals(kept), name)
  }
  rmSync(out, { recursive: true })
})

test('cells are shared out by largest remainder', () => {
  assert.deepEqual(shareOut(101, [12, 10, 12, 5]), [31, 26, 31, 13])
  assert.deepEqual(
    shareOut(
      343,
      Array.from({ length: 49 }, () => 1),
    ),
    Array.from({ length: 49 }, () => 7),
  )
})
