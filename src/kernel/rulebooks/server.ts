export { publishAtOnce } from './server/publish.ts'
export { type RulebookHooks, rulebookRoutes } from './server/rulebook-routes.ts'
export { type OpenRulebook, Rulebooks, type ShippedRulebook } from './server/rulebooks.ts'
export { alteredVersions } from './server/version-chain.ts'
