import { type MilestoneStep, type ProcedureStep, TemplateBody } from './template.ts'

const noText = { 'zh-CN': '', en: '' }

/** A step as it stands before anything is said of it. */
export const blankProcedure: ProcedureStep = {
  code: '',
  name: noText,
  phase: 'initiation',
  workingDays: null,
  calendarDays: null,
  lanes: {},
  extensionDaysMax: null,
  usualDays: null,
  after: [],
  inCharge: { body: '' },
  materials: [],
  basis: '',
  specialSteps: [],
  appliesWhen: [],
}
export const blankMilestone: MilestoneStep = { code: '', name: noText, workingDays: 0, after: [] }
export const blankBody: TemplateBody = { title: noText, questions: [], procedures: [], milestones: [] }

const rowsOf = (value: unknown): object[] =>
  Array.isArray(value)
    ? value.filter((item): item is object => typeof item === 'object' && item !== null)
    : []

/** A draft so that a form can show it: what it doesn't say stands as in a blank one. */
export function toEditable(draft: unknown): TemplateBody {
  const sound = TemplateBody.safeParse(draft)
  if (sound.success) return sound.data
  if (typeof draft !== 'object' || draft === null) return blankBody
  const said = draft as Partial<Record<keyof TemplateBody, unknown>>
  return {
    ...blankBody,
    ...(typeof said.title === 'object' && said.title ? { title: { ...noText, ...said.title } } : {}),
    ...(typeof said.note === 'object' && said.note ? { note: { ...noText, ...said.note } } : {}),
    questions: rowsOf(said.questions).map((row) => ({ code: '', text: noText, ...row })),
    procedures: rowsOf(said.procedures).map((row) => ({ ...blankProcedure, ...row })),
    milestones: rowsOf(said.milestones).map((row) => ({ ...blankMilestone, ...row })),
  }
}
