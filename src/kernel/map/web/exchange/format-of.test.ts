import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatOf } from './format-of.ts'

test('a file is known by the end of its name', () => {
  assert.equal(formatOf('网格.GeoJSON'), 'geojson')
  assert.equal(formatOf('cells.json'), 'geojson')
  assert.equal(formatOf('cells.shp.ZIP'), 'shapefile')
  for (const name of ['cells.shp', 'zip', 'geojson', 'cells.kml']) assert.equal(formatOf(name), null)
})
