export { type SettledBelow, SettledBelowPage } from './model/protocol.ts'
