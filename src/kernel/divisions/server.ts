export { readDivisionDataset } from './server/dataset.ts'
export { divisionRoutes } from './server/routes.ts'
export { loadDivisionTree, type SeedReport, seedDivisions } from './server/seed.ts'
