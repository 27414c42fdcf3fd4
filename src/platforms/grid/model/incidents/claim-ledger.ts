import { defineLedger } from '#kernel/ledgers/model'
import {
  commentPhotos,
  commentText,
  dispatcher,
  reason,
  remark,
  role,
  supervisor,
  system,
} from './action-parts.ts'
import {
  addressField,
  channelField,
  demonstrationField,
  endingField,
  handledByField,
  photosField,
  reopenUntilField,
  spotField,
} from './fields.ts'
import { label } from './labels.ts'

const titleLengthMax = 40

/** What names a claim: how it begins. */
function titleOf(words: unknown): string {
  const text = typeof words === 'string' ? words.replace(/\s+/gu, ' ').trim() : ''
  const letters = Array.from(text)
  return letters.length > titleLengthMax ? `${letters.slice(0, titleLengthMax - 1).join('')}…` : text
}

/**
 * 诉求: what one claimant says of a matter. Many claims may be of one incident; each is a part of it, and is answered
 * by a declared reaction when it ends.
 */
export const claimLedger = defineLedger(
  {
    id: 'claim',
    title: label('incidents.claim.ledger'),
    prefix: 'SQ',
    titleField: 'title',
    fields: [
      { name: 'title', label: label('incidents.field.title'), kind: 'text', derived: true, column: true },
      {
        name: 'incident',
        label: label('incidents.field.incident'),
        kind: 'entry',
        ledger: 'incident',
        required: true,
        filter: true,
        column: true,
      },
      { ...channelField, column: true },
      { name: 'words', label: label('incidents.field.words'), kind: 'long_text', required: true },
      // Name and phone stand under a key of the claimant's own, in the log too: see `claimants.ts`.
      { name: 'claimant', label: label('incidents.field.claimant'), kind: 'text', holdsKey: true },
      {
        name: 'claimantName',
        label: label('incidents.field.claimantName'),
        kind: 'text',
        sensitivity: 2,
        secretOf: 'claimant',
      },
      {
        name: 'claimantPhone',
        label: label('incidents.field.claimantPhone'),
        kind: 'text',
        sensitivity: 2,
        secretOf: 'claimant',
      },
      addressField,
      spotField,
      photosField,
      { name: 'externalNo', label: label('incidents.field.externalNo'), kind: 'text', filter: true },
      { name: 'answer', label: label('incidents.field.answer'), kind: 'long_text' },
      { ...endingField, filter: true },
      handledByField,
      reopenUntilField,
      demonstrationField,
    ],
    stages: [
      // Waiting for the incident, whose tasks say who must act.
      { id: 'received', label: label('incidents.claim.stage.received'), open: true, idle: true },
      { id: 'answered', label: label('incidents.claim.stage.answered'), open: false },
      { id: 'voided', label: label('incidents.stage.voided'), open: false },
    ],
    actions: [
      {
        // Only together with its incident, to which the kernel ties it: see `register-claim.ts`.
        id: 'register',
        word: 'register',
        label: label('incidents.claim.action.register'),
        to: 'received',
        by: [dispatcher, role('grid_worker'), system],
        byProgram: true,
        input: [
          'incident',
          'channel',
          'words',
          'claimant',
          'claimantName',
          'claimantPhone',
          'address',
          'spot',
          'photos',
          'externalNo',
          'demonstration',
        ],
      },
      {
        id: 'join',
        word: 'link',
        label: label('incidents.claim.action.join'),
        from: ['received'],
        by: [system],
        byProgram: true,
        link: { relations: ['part_of'], ledger: 'incident' },
      },
      {
        id: 'answer',
        word: 'answer',
        label: label('incidents.claim.action.answer'),
        from: ['received'],
        to: 'answered',
        by: [system],
        input: ['answer', 'ending', 'handledBy', 'reopenUntil'],
      },
      {
        id: 'reopen',
        word: 'reopen',
        label: label('incidents.claim.action.reopen'),
        from: ['answered'],
        to: 'received',
        by: [dispatcher],
        byProgram: true,
        // 重办 within the window that is counted from closing.
        when: { feel: 'today <= reopenUntil', reason: label('incidents.claim.window_over') },
        asks: [reason],
      },
      {
        id: 'take_up_again',
        word: 'reopen',
        label: label('incidents.claim.action.take_up_again'),
        from: ['answered', 'received'],
        to: 'received',
        by: [system],
      },
      {
        // 评价, of who handled the matter; given for the claimant by whoever hears them.
        id: 'rate',
        word: 'rate',
        label: label('incidents.claim.action.rate'),
        from: ['answered'],
        by: [dispatcher],
        rates: ['handledBy'],
        asks: [remark],
      },
      {
        id: 'appeal',
        word: 'appeal',
        label: label('incidents.action.appeal'),
        from: ['answered'],
        by: [role('unit_handler'), role('bureau_handler')],
      },
      {
        id: 'decide_appeal',
        word: 'decide_appeal',
        label: label('incidents.action.decide_appeal'),
        from: ['answered'],
        by: [supervisor],
        outcomes: [
          { id: 'upheld', label: label('incidents.outcome.upheld') },
          { id: 'rejected', label: label('incidents.outcome.rejected') },
        ],
      },
      {
        id: 'void',
        word: 'void',
        label: label('incidents.action.void'),
        from: ['received'],
        to: 'voided',
        by: [dispatcher],
        asks: [reason],
      },
      {
        id: 'comment',
        word: 'comment',
        label: label('incidents.action.comment'),
        from: ['received', 'answered'],
        by: [dispatcher, supervisor, role('grid_worker')],
        asks: [commentText, commentPhotos],
      },
    ],
    reactions: [
      {
        // Orders of the hotline that this claim came by wait for the answer.
        id: 'tell_order',
        label: label('incidents.reaction.tell_order'),
        on: { action: 'answer' },
        act: { on: 'effects', action: 'note_result', input: { result: { from: 'answer' } } },
      },
    ],
  },
  ({ words }) => ({ title: titleOf(words) }),
)
