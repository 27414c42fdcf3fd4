import './messages.ts'
import '../gate/messages.ts'
import '../pool/messages.ts'
import { bidLedger } from '../pool/bid-ledger.ts'
import { channelLedger } from '../pool/channel-ledger.ts'
import { packagingLedger } from '../pool/packaging-ledger.ts'
import { factorLedger } from './factor-ledger.ts'

/** What goes with a project's life: what it needs, its file, and the money that is asked for. */
export const lifeLedgers = [factorLedger, packagingLedger, channelLedger, bidLedger]
