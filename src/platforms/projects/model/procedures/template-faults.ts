import type { LocalText } from '#kernel/i18n/model'
import { type StepLink, TemplateBody } from './template.ts'

/** What is wrong, and where: `procedures.3.after.0.code`. `names` are the codes of the steps concerned. */
export type TemplateFault = { path: string; code: string; names: string[] }

/** What the message of a fault names. */
export function faultParams({ names }: TemplateFault): Record<string, string> {
  return { names: names.join(' → '), first: names[0] ?? '', second: names[1] ?? '' }
}

type Placed = { code: string; name: LocalText; after: readonly StepLink[]; path: string }

/** Reads what was typed; either a sound body, or all that is wrong with it, each fault with its place. */
export function readTemplate(input: unknown): { body?: TemplateBody; faults: TemplateFault[] } {
  const parsed = TemplateBody.safeParse(input)
  if (!parsed.success)
    return {
      faults: parsed.error.issues.map(({ path, message }) => ({
        path: path.join('.'),
        code: message.startsWith('projects.') ? message : 'projects.template.bad_value',
        names: [],
      })),
    }
  const faults = templateFaults(parsed.data)
  return faults.length > 0 ? { faults } : { body: parsed.data, faults }
}

/** What is wrong with a template whose parts are each well made. */
export function templateFaults(body: TemplateBody): TemplateFault[] {
  const steps: Placed[] = [
    ...body.procedures.map((step, index) => ({ ...step, path: `procedures.${index}` })),
    ...body.milestones.map((step, index) => ({ ...step, path: `milestones.${index}` })),
  ]
  const linked = linkFaults(steps)
  return [
    ...twice(steps.map(({ code, path }) => ({ code, path: `${path}.code` }))),
    ...twice(body.questions.map(({ code }, index) => ({ code, path: `questions.${index}.code` }))),
    ...linked,
    ...(linked.length === 0 ? cycleFaults(steps) : []),
    ...body.procedures.flatMap((_step, index) => procedureFaults(body, index)),
  ]
}

function twice(codes: readonly { code: string; path: string }[]): TemplateFault[] {
  const seen = new Set<string>()
  return codes.flatMap(({ code, path }) => {
    const known = seen.has(code)
    seen.add(code)
    return known ? [{ path, code: 'projects.template.code_twice', names: [code] }] : []
  })
}

function linkFaults(steps: readonly Placed[]): TemplateFault[] {
  const known = new Set(steps.map(({ code }) => code))
  return steps.flatMap(({ code: own, after, path }) =>
    after.flatMap(({ code }, index) => {
      const at = `${path}.after.${index}.code`
      if (!known.has(code)) return [{ path: at, code: 'projects.template.missing_step', names: [own, code] }]
      if (code === own) return [{ path: at, code: 'projects.template.after_itself', names: [own] }]
      const before = after.slice(0, index).some((link) => link.code === code)
      return before ? [{ path: at, code: 'projects.template.linked_twice', names: [own, code] }] : []
    }),
  )
}

/** The steps of a circle, in its order, starting with the first of them in the template; none where there is none. */
export function findCycle(steps: readonly { code: string; after: readonly StepLink[] }[]): string[] {
  const after = new Map(steps.map((step) => [step.code, step.after]))
  const done = new Set<string>()
  const visit = (code: string, path: readonly string[]): string[] => {
    const at = path.indexOf(code)
    if (at >= 0) return path.slice(at)
    if (done.has(code)) return []
    for (const link of after.get(code) ?? []) {
      const found = visit(link.code, [...path, code])
      if (found.length > 0) return found
    }
    done.add(code)
    return []
  }
  for (const { code } of steps) {
    const found = visit(code, [])
    if (found.length > 0) return found
  }
  return []
}

function cycleFaults(steps: readonly Placed[]): TemplateFault[] {
  const names = findCycle(steps)
  const first = steps.find(({ code }) => code === names[0])
  const link = first?.after.findIndex(({ code }) => code === (names[1] ?? names[0])) ?? -1
  if (!first || link < 0) return []
  return [{ path: `${first.path}.after.${link}.code`, code: 'projects.template.cycle', names }]
}

function procedureFaults({ procedures, questions }: TemplateBody, index: number): TemplateFault[] {
  const step = procedures[index]
  if (!step) return []
  const path = `procedures.${index}`
  const { code, workingDays, calendarDays, lanes, specialSteps, appliesWhen } = step
  const asked = new Set(questions.map((question) => question.code))
  const faults: TemplateFault[] = []
  const add = (at: string, fault: string, names = [code]) =>
    faults.push({ path: `${path}.${at}`, code: `projects.template.${fault}`, names })
  if (workingDays !== null && calendarDays !== null) add('calendarDays', 'two_limits')
  for (const lane of ['green', 'direct'] as const) {
    const promised = lanes[lane]
    const most = workingDays ?? calendarDays
    if (promised !== undefined && most !== null && promised > most) add(`lanes.${lane}`, 'lane_slower')
  }
  faults.push(
    ...twice(
      specialSteps.map((special, at) => ({ code: special.code, path: `${path}.specialSteps.${at}.code` })),
    ),
  )
  appliesWhen.forEach(({ question }, at) => {
    if (!asked.has(question)) add(`appliesWhen.${at}.question`, 'unknown_question', [code, question])
  })
  return faults
}
