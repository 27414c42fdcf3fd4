export { claimLedger } from './model/incidents/claim-ledger.ts'
export { incidentLedger } from './model/incidents/incident-ledger.ts'
