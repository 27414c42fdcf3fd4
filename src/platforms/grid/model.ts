import './model/incidents/messages.ts'
import './model/wall/messages.ts'

export { keyPersonLedger } from './model/cells/care/key-person-ledger.ts'
export { householdVisitLedger } from './model/cells/care/visit-ledger.ts'
export { claimLedger } from './model/incidents/claim-ledger.ts'
export { orderLedger } from './model/hotline/order-ledger.ts'
export { incidentLedger } from './model/incidents/incident-ledger.ts'
export type { GridWallAnswer, WallRows } from './model/wall/grid-wall.ts'
