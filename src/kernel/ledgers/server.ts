export { Engine, type EngineOptions, type Found } from './server/engine.ts'
export { type ActionRequest, type Performed, type Result } from './server/perform.ts'
export { readStates } from './server/state-store.ts'
