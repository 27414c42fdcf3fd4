import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  Bounds,
  CoordinateSystem,
  coordinateSystems,
  editKinds,
  GeometryFault,
  type GeometryFaultCode,
  geometryFaults,
  importFormats,
  LayerChange,
  LayerEdit,
  LayerEditRecord,
  LayerEdits,
  LayerExportQuery,
  LayerFeature,
  LayerHistory,
  LayerId,
  LayerImportQuery,
  LayerImportReport,
  type LayerKind,
  layerKinds,
  LayerShapes,
  lights,
  MapApproval,
  MapLayer,
  MapLayers,
  type MapLight,
  ShapeProperties,
  showsLinesToPublic,
  TileProperties,
} from '#kernel/map/model'

const ring = [
  [120, 41],
  [120.1, 41],
  [120.1, 41.1],
  [120, 41],
]
const properties = ShapeProperties.parse({
  code: '990001001001001',
  name: '甲',
  name_en: 'A',
  schematic: true,
  can: { edit: true },
})
const feature = { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } }
const layer = MapLayer.parse({
  id: 'cell:community',
  kind: 'cell' satisfies LayerKind,
  title: { 'zh-CN': '社区网格', en: 'Community cells' },
  geometry: 'polygon',
  version: 3,
  can: { edit: true },
  count: 1,
  unplaced: 0,
})

describe('what map and server tell one another', () => {
  test('a layer is named by its kind and its own name', () => {
    const names = ['division:village', 'cell:community', 'entry:problem', 'place', 'enterprise']
    names.forEach((name, index) => assert.ok(LayerId.parse(name).startsWith(layerKinds[index] ?? '-')))
    for (const name of ['division:street', 'cell:', 'entry', 'person', 'cell:../x'])
      assert.equal(LayerId.safeParse(name).success, false, name)
  })

  test('administrative lines are shown to the public only under an approval number', () => {
    const answer = {
      approvalNumber: null,
      approvedOn: null,
      schematic: true,
      crs: 'EPSG:4490',
      bounds: Bounds.parse([120, 41, 121, 42]),
      layers: [layer],
      can: { approve: false, exportGcj02: false },
    }
    const layers = MapLayers.parse(answer)
    assert.equal(showsLinesToPublic(layers), false)
    const { number } = MapApproval.parse({ number: ' 示S(2026)001号 ', approvedOn: '2026-03-01' })
    assert.equal(showsLinesToPublic({ approvalNumber: number }), true)
  })

  test('an edit says what it does, and nothing else', () => {
    const edits: LayerEdit[] = [
      { kind: 'move_vertex', from: [120, 41], to: [120.01, 41] },
      { kind: 'remove_vertex', at: [120, 41] },
    ]
    assert.equal(LayerEdits.parse({ expectedVersion: 1, edits }).dryRun, false)
    assert.equal(LayerEdit.safeParse({ kind: 'fly', at: [120, 41] }).success, false)
    assert.equal(LayerEdits.safeParse({ expectedVersion: 1, edits: [] }).success, false)
  })

  test('answers of shapes, changes, history and faults fit what they declare', () => {
    LayerFeature.parse(feature)
    LayerShapes.parse({ type: 'FeatureCollection', version: 3, crs: 'EPSG:4490', features: [feature] })
    const change = LayerChange.parse({
      version: 4,
      no: 1,
      changed: { type: 'FeatureCollection', features: [feature] },
      removed: [],
    })
    const record = LayerEditRecord.parse({
      no: 1,
      kind: editKinds[0],
      at: '2026-03-02T01:00:00.000Z',
      by: { accountId: 1, name: '甲' },
      what: [{ kind: 'move_vertex', codes: [properties.code] }],
      changed: [properties.code],
      removed: [],
      bounds: [120, 41, 121, 42],
      undoes: null,
      undoneBy: null,
      can: { undo: true },
    })
    assert.equal(LayerHistory.parse({ rows: [record], total: 1 }).total, 1)
    const code: GeometryFaultCode = 'gap'
    assert.ok(geometryFaults.includes(code))
    const fault = {
      path: 'edits.0',
      code: `map.${code}`,
      detail: 'x',
      at: [120, 41],
      geometry: feature.geometry,
    }
    GeometryFault.parse(fault)
    const counts = { features: 1, added: 0, changed: 1, unchanged: 0 }
    LayerImportReport.parse({ ...counts, attributes: ['code'], faults: [fault], change })
  })

  test('files say in which coordinates they are', () => {
    for (const crs of coordinateSystems) assert.equal(CoordinateSystem.parse(crs), crs)
    assert.equal(LayerExportQuery.parse({}).crs, 'EPSG:4490')
    const query = LayerImportQuery.parse({ crs: 'EPSG:4326', format: importFormats[1] })
    assert.deepEqual([query.code, query.name, query.dryRun], ['code', 'name', 'false'])
  })

  test('a point of a tile tells the worst light of all that it stands for', () => {
    const light: MapLight = lights[2]
    assert.equal(TileProperties.parse({ count: 3, light }).light, 'red')
  })
})
