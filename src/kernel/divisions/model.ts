export { Cell, CellLayer, type DivisionDataset, type Shape } from './model/dataset.ts'
export {
  Division,
  DivisionCode,
  type DivisionKind,
  type DivisionLevel,
  divisionKinds,
  divisionLevels,
  kindOfCode,
  levelOf,
  parentCode,
} from './model/division.ts'
export { buildDivisionTree, type DivisionFilter, type DivisionTree } from './model/division-tree.ts'
export {
  Area,
  type DivisionFeature,
  DivisionFeatures,
  GeometryImport,
  Position,
  polygonsOf,
} from './model/geojson.ts'
export { divisionMessages } from './model/messages.ts'
export { covers, type ScopeByLevel, scopeByLevel } from './model/scope.ts'
export { type PlacedCluster, placeClusters } from './model/map/clusters.ts'
export { mapLabel, type PlacedLabel, placeLabels, textWidth } from './model/map/labels.ts'
export {
  groupItems,
  type MapItem,
  type MarkGroup,
  type MarkSymbol,
  type Placement,
  placeMarks,
} from './model/map/marks.ts'
export {
  boundsOf,
  fitProjection,
  outerRings,
  pathOf,
  type Projection,
  scaleBar,
} from './model/map/projection.ts'
