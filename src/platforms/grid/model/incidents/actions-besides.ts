import {
  type Actions,
  commentPhotos,
  commentText,
  dispatcher,
  ended,
  holder,
  open,
  reason,
  registrant,
  remark,
  role,
  supervisor,
  system,
  worked,
} from './action-parts.ts'
import { label } from './labels.ts'

/** What the ladder says when it climbs: of which task. */
const ofTask = { name: 'task', label: label('incidents.field.task'), kind: 'text' } as const

const clocks: Actions = [
  {
    id: 'request_extension',
    word: 'request_extension',
    label: label('incidents.action.request_extension'),
    from: ['handling'],
    by: [holder('handle')],
    extends: { task: 'handle', unit: 'working_days', countMax: 15, timesMax: 2 },
    opens: [{ task: 'extension', assign: { to: 'role', role: 'dispatcher' } }],
  },
  {
    id: 'approve_extension',
    word: 'approve_extension',
    label: label('incidents.action.approve_extension'),
    from: ['handling'],
    by: [holder('extension')],
    outcomes: [
      { id: 'approved', label: label('incidents.outcome.approved') },
      { id: 'refused', label: label('incidents.outcome.refused') },
    ],
    closes: ['extension'],
  },
  {
    id: 'request_suspension',
    word: 'request_suspension',
    label: label('incidents.action.request_suspension'),
    from: worked,
    by: [holder('handle')],
    opens: [{ task: 'suspension', assign: { to: 'role', role: 'dispatcher' } }],
    asks: [reason],
  },
  {
    id: 'decline_suspension',
    word: 'answer',
    label: label('incidents.action.decline_suspension'),
    from: worked,
    by: [holder('suspension')],
    closes: ['suspension'],
    asks: [reason],
  },
  {
    id: 'suspend',
    word: 'suspend',
    label: label('incidents.action.suspend'),
    from: worked,
    by: [holder('suspension'), dispatcher, supervisor],
    closes: ['suspension'],
    pauses: { tasks: ['sign', 'handle'] },
    asks: [reason],
  },
  {
    id: 'resume',
    word: 'resume',
    label: label('incidents.action.resume'),
    from: worked,
    by: [holder('handle'), dispatcher, supervisor],
    resumes: { tasks: ['sign', 'handle'] },
    asks: [remark],
  },
]

const pressing: Actions = [
  {
    id: 'remind',
    word: 'remind',
    label: label('incidents.action.remind'),
    from: open,
    by: [system, dispatcher, supervisor, role('district_leader'), role('township_leader')],
    asks: [ofTask, remark],
  },
  {
    id: 'supervise',
    word: 'supervise',
    label: label('incidents.action.supervise'),
    from: open,
    by: [system, supervisor, role('district_leader'), role('township_leader')],
    asks: [ofTask, remark],
  },
  {
    id: 'circulate',
    word: 'circulate',
    label: label('incidents.action.circulate'),
    from: open,
    by: [system, supervisor, role('district_leader')],
    asks: [ofTask, remark],
  },
  {
    id: 'comment',
    word: 'comment',
    label: label('incidents.action.comment'),
    from: [...open, ...ended, 'merged'],
    by: [registrant, holder('handle'), holder('verify'), dispatcher, supervisor, role('district_leader')],
    asks: [commentText, commentPhotos],
  },
]

/** How well it was handled, said by who supervises; the unit that is judged may appeal (申诉). */
const judging: Actions = [
  {
    id: 'rate',
    word: 'rate',
    label: label('incidents.action.rate'),
    from: ['closed'],
    by: [dispatcher, supervisor],
    rates: ['handle'],
    asks: [remark],
  },
  {
    id: 'appeal',
    word: 'appeal',
    label: label('incidents.action.appeal'),
    from: ['closed'],
    by: [{ who: 'held', task: 'handle' }],
  },
  {
    id: 'decide_appeal',
    word: 'decide_appeal',
    label: label('incidents.action.decide_appeal'),
    from: ['closed'],
    by: [supervisor],
    outcomes: [
      { id: 'upheld', label: label('incidents.outcome.upheld') },
      { id: 'rejected', label: label('incidents.outcome.rejected') },
    ],
  },
]

/** What doesn't count against a unit (剔除): asked for by it (申诉) or by the operations centre, decided by others. */
const judged = ['on_time', 'response', 'rework', 'extension'] as const
const excluding: Actions = [
  {
    id: 'appeal_judgement',
    word: 'request_exclusion',
    label: label('incidents.action.appeal_judgement'),
    from: ['completed', 'verified', 'closed'],
    by: [{ who: 'held', task: 'handle' }],
    excludes: { measures: [...judged], own: true },
    opens: [{ task: 'exclusion', assign: { to: 'role', role: 'dispatcher' } }],
  },
  {
    id: 'exclude',
    word: 'request_exclusion',
    label: label('incidents.action.exclude'),
    from: ['completed', 'verified', 'closed'],
    by: [dispatcher],
    excludes: { measures: [...judged] },
    opens: [{ task: 'exclusion', assign: { to: 'role', role: 'supervisor', otherwise: 'dispatcher' } }],
  },
  {
    id: 'decide_exclusion',
    word: 'decide_exclusion',
    label: label('incidents.action.decide_exclusion'),
    // Asked for of finished work that may have come back since.
    from: ['registered', 'dispatched', 'handling', 'completed', 'verified', 'closed'],
    by: [holder('exclusion'), supervisor],
    closes: ['exclusion'],
    outcomes: [
      { id: 'upheld', label: label('incidents.outcome.upheld') },
      { id: 'rejected', label: label('incidents.outcome.rejected') },
    ],
  },
]

/** What a duplicate is told of its master, by the kernel alone. */
const told: Actions = [
  {
    id: 'master_ended',
    word: 'answer',
    label: label('incidents.action.master_ended'),
    from: ['merged'],
    by: [system],
    input: ['result', 'ending', 'handledBy', 'reopenUntil'],
  },
  {
    id: 'master_reopened',
    word: 'answer',
    label: label('incidents.action.master_reopened'),
    from: ['merged'],
    by: [system],
  },
]

/** What happens beside the course: more time, pressing, judging, and what the kernel tells. */
export const besides: Actions = [...clocks, ...pressing, ...judging, ...excluding, ...told]
