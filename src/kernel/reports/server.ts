export { reportRoutes } from './server/report-routes.ts'
export { logReports } from './server/report-log.ts'
export { filesOfReports } from './server/report-file-store.ts'
export { download, mediaTypes } from './server/download.ts'
export { codeTo, dayWords, paperWords } from './server/paper-frame.ts'
export { makerOf } from './server/report-deps.ts'
export { tableFrame } from './server/table-frame.ts'
export { workbook } from './server/table-routes.ts'
export { writePaper } from './server/write-paper.ts'
export { xmlText } from './server/xml.ts'
export { circularRoutes } from './server/circulars/circular-routes.ts'
export {
  circularBasis,
  circularCourses,
  type CircularDocument,
  type CircularOf,
  circularPeriod,
  circularReader,
  type CircularSort,
  circularTitle,
  previousCircular,
} from './server/circulars/circular-sort.ts'
export type { StoredCircular } from './server/circulars/circular-store.ts'
export type { CircularDeps } from './server/circulars/circulars.ts'
export { completeNames, divisionNames, type KeptNames, nameOf, noNames } from './server/circulars/names.ts'
export {
  heading,
  paragraph,
  percentText,
  pointsMoved,
  shareCell,
  signed,
  tableOrNone,
} from './server/circulars/circular-blocks.ts'
