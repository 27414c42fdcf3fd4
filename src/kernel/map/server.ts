export { cellAt } from './server/cell-at.ts'
export { mapRoutes } from './server/map-routes.ts'
export { type IndexedShape, ShapeIndex } from './server/shape-index.ts'
export { TileMaker } from './server/tile-maker.ts'
