import { defineLedger, type LedgerInput } from '#kernel/ledgers/model'
import { complaintLedger } from './complaint-ledger.ts'
import { permitLedger } from './permit-ledger.ts'

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })

export const reactions: NonNullable<LedgerInput['reactions']> = [
  {
    id: 'answer_claimants',
    label: text('答复各重复件', 'Answer the duplicates'),
    on: { action: 'complete' },
    act: {
      on: 'duplicates',
      late: true,
      action: 'answer',
      input: { opinion: { from: 'opinion' }, master: { of: 'no' } },
    },
  },
  {
    id: 'ask_for_permit',
    label: text('登记许可', 'Register a permit'),
    on: { action: 'complete' },
    register: {
      ledger: 'permit',
      fields: { subject: { of: 'title' }, site: { from: 'site' }, consent: { value: '已同意' } },
      link: 'caused_by',
    },
  },
]

/** Complaints whose completion answers their duplicates and registers a permit in a ledger that knows nothing of them. */
export const reactingLedgers = [
  defineLedger({ ...complaintLedger.definition, reactions }),
  permitLedger,
] as const
