import type { LocalText } from '#kernel/i18n/model'
import type { MilestoneStep, ProcedureStep, TemplateBody } from './template.ts'

/** One step that is not as it was. `parts`: what of it changed, with both values as they would be typed. */
export type StepDifference = {
  code: string
  name: LocalText
  of: 'procedure' | 'milestone' | 'question'
  change: 'added' | 'removed' | 'changed'
  parts: { part: string; before: unknown; after: unknown }[]
}

type Coded = { code: string; name?: LocalText; text?: LocalText }

function compare<Step extends Coded>(
  of: StepDifference['of'],
  before: readonly Step[],
  after: readonly Step[],
): StepDifference[] {
  const old = new Map(before.map((step) => [step.code, step]))
  const now = new Map(after.map((step) => [step.code, step]))
  const nameOf = ({ name, text, code }: Step) => name ?? text ?? { 'zh-CN': code, en: code }
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((code): StepDifference[] => {
    const [was, is] = [old.get(code), now.get(code)]
    if (!was || !is) {
      const step = (is ?? was) as Step
      return [{ code, name: nameOf(step), of, change: is ? 'added' : 'removed', parts: [] }]
    }
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])] as (keyof Step & string)[]
    const parts = keys
      .filter((part) => JSON.stringify(was[part]) !== JSON.stringify(is[part]))
      .map((part) => ({ part, before: was[part], after: is[part] }))
    return parts.length === 0 ? [] : [{ code, name: nameOf(is), of, change: 'changed', parts }]
  })
}

type Body = Pick<TemplateBody, 'questions' | 'procedures' | 'milestones'>

/** What a version says otherwise than the one before, step by step in the order of the template. */
export function diffTemplates(before: Body, after: Body): StepDifference[] {
  return [
    ...compare('question', before.questions, after.questions),
    ...compare<ProcedureStep>('procedure', before.procedures, after.procedures),
    ...compare<MilestoneStep>('milestone', before.milestones, after.milestones),
  ]
}
