const text = (zh: string) => ({ 'zh-CN': zh, en: zh })
const step = (code: string, body: string, after: object[] = [], more: object = {}) => ({
  code,
  name: text(`手续${code}`),
  phase: 'initiation',
  workingDays: 10,
  after,
  inCharge: { body },
  basis: '《试验规定》',
  ...more,
})
/** Land and fire side by side, the permit after both, and nothing for the river unless there is one. */
export const trialTemplate = {
  title: text('试验模板'),
  questions: [{ code: 'river', text: text('临河?') }],
  procedures: [
    step('land', 'works', [], { lanes: { green: 4 }, extensionDaysMax: 5 }),
    step('fire', 'plans', [], { workingDays: null, calendarDays: 7 }),
    step('water', 'works', [], { appliesWhen: [{ question: 'river' }] }),
    step('permit', 'works', [{ code: 'land', lagDays: 2 }, { code: 'fire' }, { code: 'water' }], {
      workingDays: 0,
    }),
    step('later', 'works', [{ code: 'permit', kind: 'SS' }]),
  ],
  milestones: [],
}
