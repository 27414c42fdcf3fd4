import type { LedgerInput } from '#kernel/ledgers/model'
import { label } from '../labels.ts'

type Reaction = NonNullable<LedgerInput['reactions']>[number]

/** What became of an approval, as the project's own list has it. */
export const approvalStates = ['running', 'issued', 'ended', 'revoked'] as const
export type ApprovalState = (typeof approvalStates)[number]

/**
 * Each end of an approval sets its row in the project's list, from which the colour is computed. A row is the
 * entry's own, so that it doesn't matter in which order two approvals of one procedure are told of.
 */
function tells(id: string, on: Reaction['on'], state: ApprovalState, more: object = {}): Reaction {
  return {
    id,
    label: label('projects.approval.reaction'),
    on,
    act: {
      on: { field: 'project' },
      action: 'record_approval',
      input: {
        approvals: {
          row: {
            key: 'entry',
            values: {
              entry: { of: 'id' },
              no: { of: 'no' },
              procedure: { from: 'procedure' },
              title: { of: 'title' },
              state: { value: state },
              ...more,
            },
          },
        },
      },
    },
  }
}

const issued = { doneOn: { of: 'day' }, documentNo: { from: 'documentNo' } }

export const approvalReactions: Reaction[] = [
  tells('tell_issued', { action: 'issue' }, 'issued', issued),
  tells('tell_filed', { action: 'file_at_once' }, 'issued', issued),
  tells('tell_refused', { action: 'refuse' }, 'ended'),
  tells('tell_denied', { action: 'approve', outcome: 'denied' }, 'ended'),
  tells('tell_withdrawn', { action: 'withdraw' }, 'ended'),
  tells('tell_revoked', { action: 'revoke' }, 'revoked', { documentNo: { from: 'documentNo' } }),
]
