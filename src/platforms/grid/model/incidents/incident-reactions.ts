import type { LedgerInput } from '#kernel/ledgers/model'
import type { NeedState } from '../cells/care/visit-ledger.ts'
import type { Ending } from './fields.ts'
import { label } from './labels.ts'

type Reactions = NonNullable<LedgerInput['reactions']>
type Reaction = Reactions[number]

/** Which action ends a matter, how, and which of its words is the answer to claimants. */
const ends = [
  { action: 'close', ending: 'closed', answer: 'result' },
  { action: 'refuse', ending: 'refused', answer: 'reason' },
  { action: 'void', ending: 'voided', answer: 'reason' },
] as const satisfies readonly { action: string; ending: Ending; answer: string }[]

/** Every claimant is answered when the matter ends; the duplicates of a master pass it on to theirs. */
const answering: Reaction[] = ends.flatMap(({ action, ending, answer }) => {
  const told = {
    ending: { value: ending },
    handledBy: { from: 'handledBy' },
    reopenUntil: { from: 'reopenUntil' },
  }
  return [
    {
      id: `claims_${ending}`,
      label: label('incidents.reaction.answer_claims'),
      on: { action },
      act: { on: 'parts', late: true, action: 'answer', input: { answer: { from: answer }, ...told } },
    },
    {
      id: `duplicates_${ending}`,
      label: label('incidents.reaction.tell_duplicates'),
      on: { action },
      act: {
        on: 'duplicates',
        late: true,
        action: 'master_ended',
        input: { result: { from: answer }, ...told },
      },
    },
  ]
})

const passedOn: Reaction[] = [
  {
    id: 'claims_of_duplicate',
    label: label('incidents.reaction.answer_claims'),
    on: { action: 'master_ended' },
    act: {
      on: 'parts',
      late: true,
      action: 'answer',
      input: {
        answer: { from: 'result' },
        ending: { from: 'ending' },
        handledBy: { from: 'handledBy' },
        reopenUntil: { from: 'reopenUntil' },
      },
    },
  },
  {
    id: 'duplicates_of_duplicate',
    label: label('incidents.reaction.tell_duplicates'),
    on: { action: 'master_ended' },
    act: {
      on: 'duplicates',
      late: true,
      action: 'master_ended',
      input: {
        result: { from: 'result' },
        ending: { from: 'ending' },
        handledBy: { from: 'handledBy' },
        reopenUntil: { from: 'reopenUntil' },
      },
    },
  },
]

const reopened: Reaction[] = ['reopen', 'master_reopened'].flatMap((action) => [
  {
    id: `claims_on_${action}`,
    label: label('incidents.reaction.claims_taken_up'),
    on: { action },
    act: { on: 'parts' as const, action: 'take_up_again' },
  },
  {
    id: `duplicates_on_${action}`,
    label: label('incidents.reaction.duplicates_taken_up'),
    on: { action },
    act: { on: 'duplicates' as const, action: 'master_reopened' },
  },
])

/** A need that a household voiced is told to its visit, where it is told to whoever came. */
function tellsVisit(
  id: string,
  on: string,
  how: 'note_need' | 'answer_need',
  { state, answer }: { state: NeedState; answer?: string },
): Reaction {
  return {
    id: `visit_${id}`,
    label: label('incidents.reaction.tell_visit'),
    on: { action: on, when: 'visit != null' },
    act: {
      on: { field: 'visit' },
      action: how,
      input: {
        raised: {
          row: {
            key: 'incident',
            values: {
              incident: { of: 'id' },
              state: { value: state },
              ...(answer === undefined ? {} : { answer: { from: answer } }),
            },
          },
        },
      },
    },
  }
}

const visits: Reactions = [
  tellsVisit('raised', 'register', 'note_need', { state: 'reported' }),
  ...ends.map(({ action, answer }) =>
    tellsVisit(`on_${action}`, action, 'answer_need', { state: 'answered', answer }),
  ),
  tellsVisit('on_master_ended', 'master_ended', 'answer_need', { state: 'answered', answer: 'result' }),
  tellsVisit('on_reopen', 'reopen', 'note_need', { state: 'reported' }),
  tellsVisit('on_master_reopened', 'master_reopened', 'note_need', { state: 'reported' }),
]

export const incidentReactions: Reactions = [...answering, ...passedOn, ...reopened, ...visits]
