export {
  editKinds,
  type GeometryFaultCode,
  geometryFaults,
  LayerChange,
  LayerEdit,
  LayerEditRecord,
  LayerEdits,
  LayerHistory,
} from './model/edits.ts'
export {
  CoordinateSystem,
  coordinateSystems,
  GeometryFault,
  importFormats,
  LayerExportQuery,
  LayerImportQuery,
  LayerImportReport,
} from './model/exchange.ts'
export {
  Bounds,
  LayerFeature,
  LayerId,
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
} from './model/layers.ts'
export { applyEdits } from './model/topology/apply-edits.ts'
export { doubleAreaOf, fromGrid, type GridShape, shapeOfArea } from './model/topology/grid.ts'
export { type CodeRules, type Edited } from './model/topology/apply-edits.ts'
export { type Coverage, boxOfShape } from './model/topology/coverage.ts'
export { type Fault, faultGeometry } from './model/topology/fault.ts'
