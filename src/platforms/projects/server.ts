export { readGazetteer } from './server/gazetteer.ts'
export {
  type ImportDeps,
  type ImportedRow,
  importProjects,
  type ImportReport,
} from './server/import-projects.ts'
export { type ProjectRouteDeps, projectRoutes } from './server/project-routes.ts'
export { declareProjectRules, type ProjectRules } from './server/rules/project-rules.ts'
export { readWall, type WallDeps } from './server/wall-reader.ts'
export { serverPlatform } from './server/platform.ts'
