import {
  label,
  type ActionInput,
  action,
  held,
  holder,
  leader,
  office,
  reason,
  role,
  toOffice,
  yesNo,
} from './whole-words.ts'
import { besides, deciding } from './whole-ends.ts'

const beginning: ActionInput[] = [
  action('register', {
    to: 'registered',
    by: [role('steward'), office],
    input: ['subject', 'cost', 'proof'],
    opens: [
      { task: 'total', assign: toOffice },
      { task: 'accept', assign: toOffice },
    ],
  }),
  action('accept', {
    from: ['registered'],
    to: 'accepted',
    by: [holder('accept')],
    closes: ['accept'],
    opens: [{ task: 'dispatch', assign: toOffice }],
  }),
  action('refuse', {
    from: ['registered'],
    to: 'refused',
    by: [holder('accept')],
    closes: 'all',
    asks: [reason],
  }),
  action('request_correction', {
    from: ['registered'],
    to: 'correcting',
    by: [holder('accept')],
    closes: ['accept'],
    opens: [{ task: 'supplement', assign: { to: 'registrant' } }],
    pauses: { tasks: ['total'] },
    asks: [reason],
  }),
  action('supplement', {
    from: ['correcting'],
    to: 'registered',
    by: [holder('supplement')],
    input: ['proof'],
    closes: ['supplement'],
    opens: [{ task: 'accept', assign: toOffice }],
    resumes: { tasks: ['total'] },
  }),
]

const toUnit = {
  to: 'handling',
  input: ['dueOn'],
  closes: ['dispatch'],
  opens: [
    { task: 'handle', assign: { to: 'input' } },
    { task: 'sign', assign: { to: 'input' } },
  ],
  leadTask: 'handle',
} satisfies Partial<ActionInput>

const handling: ActionInput[] = [
  action('dispatch', { ...toUnit, from: ['accepted'], by: [holder('dispatch')] }),
  action('assign', { ...toUnit, from: ['accepted'], by: [leader] }),
  action('acknowledge', { from: ['handling'], by: [holder('handle')], closes: ['sign'] }),
  action('transfer', {
    from: ['handling'],
    by: [holder('handle')],
    closes: ['handle', 'sign'],
    opens: toUnit.opens,
    leadTask: 'handle',
    asks: [reason],
  }),
  action('send_back', {
    from: ['handling'],
    to: 'accepted',
    by: [holder('handle')],
    cap: 2,
    closes: ['handle', 'sign', 'supervision'],
    opens: [{ task: 'dispatch', assign: held('dispatch') }],
    asks: [reason],
  }),
  action('adjudicate', {
    ...toUnit,
    from: ['accepted'],
    by: [office],
    opens: [{ task: 'handle', assign: { to: 'input' } }],
    asks: [reason],
  }),
  action('consult', {
    from: ['handling'],
    by: [holder('handle')],
    opens: [{ task: 'support', assign: { to: 'each' } }],
    asks: [{ name: 'question', label: label('Question'), kind: 'long_text', required: true }],
  }),
  action('contribute', {
    from: ['handling'],
    by: [holder('support')],
    own: true,
    closes: ['support'],
    asks: [{ name: 'opinion', label: label('Opinion'), kind: 'long_text', required: true }],
  }),
  action('request_extension', {
    from: ['handling'],
    by: [holder('handle')],
    extends: { task: 'handle', unit: 'working_days', countMax: 10, timesMax: 1 },
    opens: [{ task: 'extension', assign: toOffice }],
  }),
  action('approve_extension', {
    from: ['handling'],
    by: [holder('extension')],
    ...yesNo('approved', 'refused'),
    closes: ['extension'],
  }),
  action('request_suspension', {
    from: ['handling'],
    by: [holder('handle')],
    opens: [{ task: 'suspension', assign: toOffice }],
    asks: [reason],
  }),
  action('suspend', {
    from: ['handling'],
    byOutcome: { approved: 'suspended', refused: 'handling' },
    by: [holder('suspension'), office],
    closes: ['suspension'],
    opens: [{ task: 'suspension_review', assign: toOffice, whenOutcome: 'approved' }],
    pauses: { tasks: ['total', 'handle'], whenOutcome: 'approved' },
    asks: [reason, { name: 'reviewOn', label: label('Review on'), kind: 'date', required: true }],
  }),
  action('resume', {
    from: ['suspended'],
    to: 'handling',
    by: [office],
    closes: ['suspension_review'],
  }),
  action('complete', {
    from: ['handling'],
    to: 'completed',
    by: [holder('handle')],
    input: ['proof', 'cost'],
    closes: ['handle', 'sign', 'supervision', 'suspension'],
    opens: [{ task: 'verify', assign: { to: 'registrant' } }],
  }),
]

/** Every word of the field, each taken by somebody in some stage. */
export const wholeActions = [...beginning, ...handling, ...deciding, ...besides]
