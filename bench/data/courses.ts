/** Who takes a step. `other` is the organisation that a task was transferred to. */
export type Part = 'registrant' | 'office' | 'unit' | 'other'

export type Step = {
  action: string
  by: Part
  /** Hours after the step before. */
  after: number
  input?: Record<string, string | number>
  /** Gives the task to this part's organisation. */
  to?: Part
  /** Stated this many hours late. */
  lateBy?: number
}

/** Ten actions of one entry, and how many of a hundred entries go this way. */
export type Course = { name: string; weight: number; open: boolean; steps: Step[] }

const step = (action: string, by: Part, after: number, more: Partial<Step> = {}): Step => ({
  action,
  by,
  after,
  ...more,
})
const register = step('register', 'registrant', 0)
const accept = step('accept', 'office', 1)
const dispatch = step('dispatch', 'office', 2, { to: 'unit' })
const acknowledge = step('acknowledge', 'unit', 3)
const complete = step('complete', 'unit', 50)
const passed = step('verify', 'registrant', 20, { input: { outcome: 'passed' } })
const failed = step('verify', 'registrant', 20, { input: { outcome: 'failed' } })
const close = step('close', 'office', 8)
const comment = (by: Part, after = 9) =>
  step('comment', by, after, { input: { text: '已到现场查看,情况属实,正在协调施工单位进场处理。' } })
const report = (after = 6, lateBy?: number) =>
  step('report', 'office', after, {
    input: { description: '经复核,影响范围约二百米,涉及住户三十余户。' },
    ...(lateBy ? { lateBy } : {}),
  })
const because = { input: { reason: '需其他单位配合,本单位无法单独办理。' } }
const comments = (count: number, by: Part) => Array.from({ length: count }, () => comment(by, 20))

const closed: Course[] = [
  {
    name: 'plain',
    weight: 45,
    open: false,
    steps: [
      register,
      accept,
      dispatch,
      acknowledge,
      comment('unit'),
      report(),
      complete,
      passed,
      comment('office'),
      close,
    ],
  },
  {
    name: 'sent_back',
    weight: 15,
    open: false,
    steps: [
      register,
      dispatch,
      acknowledge,
      step('send_back', 'unit', 5, because),
      dispatch,
      acknowledge,
      complete,
      passed,
      comment('office'),
      close,
    ],
  },
  {
    name: 'failed_once',
    weight: 13,
    open: false,
    steps: [
      register,
      accept,
      dispatch,
      step('transfer', 'unit', 6, { ...because, to: 'other' }),
      step('acknowledge', 'other', 3),
      step('complete', 'other', 60),
      failed,
      step('complete', 'other', 30),
      passed,
      close,
    ],
  },
  {
    name: 'suspended_once',
    weight: 12,
    open: false,
    steps: [
      register,
      accept,
      dispatch,
      acknowledge,
      step('suspend', 'office', 10, because),
      step('resume', 'office', 200),
      complete,
      passed,
      report(),
      close,
    ],
  },
  {
    name: 'stated_late',
    weight: 6,
    open: false,
    steps: [
      register,
      accept,
      dispatch,
      acknowledge,
      comment('unit', 30),
      report(6, 20),
      complete,
      passed,
      comment('office'),
      close,
    ],
  },
  {
    name: 'voided',
    weight: 4,
    open: false,
    steps: [register, ...comments(7, 'office'), accept, step('void', 'office', 3, because)],
  },
]

const stillOpen: Course[] = [
  {
    name: 'open_registered',
    weight: 1,
    open: true,
    steps: [register, ...comments(9, 'office')],
  },
  { name: 'open_accepted', weight: 0.5, open: true, steps: [register, accept, ...comments(8, 'office')] },
  {
    name: 'open_handling',
    weight: 2,
    open: true,
    steps: [register, accept, dispatch, acknowledge, ...comments(6, 'unit')],
  },
  {
    name: 'open_suspended',
    weight: 0.3,
    open: true,
    steps: [
      register,
      accept,
      dispatch,
      acknowledge,
      ...comments(5, 'unit'),
      step('suspend', 'office', 10, because),
    ],
  },
  {
    name: 'open_completed',
    weight: 0.7,
    open: true,
    steps: [register, accept, dispatch, acknowledge, ...comments(5, 'unit'), complete],
  },
  {
    name: 'open_verified',
    weight: 0.5,
    open: true,
    steps: [register, accept, dispatch, acknowledge, ...comments(4, 'unit'), complete, passed],
  },
]

export const courses: readonly Course[] = [...closed, ...stillOpen]
