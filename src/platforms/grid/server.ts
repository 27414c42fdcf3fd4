export { fixedCatalogues, shippedCatalogue } from './server/incidents/shipped.ts'
export { serverPlatform } from './server/platform.ts'
