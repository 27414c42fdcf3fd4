export { readDivisionDataset } from './server/dataset.ts'
export { divisionRoutes } from './server/routes.ts'
export { loadDivisionTree, type SeedReport, seedDivisions } from './server/seed.ts'
export {
  type Approval,
  boxOfDivisions,
  countCellsIn,
  findShapeAt,
  forgetShapes,
  knownLayerCodes,
  type LayerShape,
  layerVersion,
  listShapeLayers,
  lockLayer,
  readApproval,
  readLayerShapes,
  type ShapeLayer,
  type ShapeToWrite,
  writeApproval,
  writeLayerShapes,
} from './server/shape-store.ts'
export { listCellLayers } from './server/division-store.ts'
