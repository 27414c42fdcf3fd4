import {
  type Answers,
  appliesTo,
  type MilestoneStep,
  type ProcedureStep,
  type StepLink,
  type TemplateBody,
} from './template.ts'

/** The steps of a template that a project goes through, by the answers to its questions. */
export type Steps = { procedures: ProcedureStep[]; milestones: MilestoneStep[] }

/**
 * Leaves out what doesn't apply. What came after a step that is left out comes after what that one waited for, as far
 * as all of it is "from finish to start": other links say something of the step itself, and go with it.
 * @example stepsFor(template, { new_land: true, building: true })
 */
export function stepsFor(template: Pick<TemplateBody, 'procedures' | 'milestones'>, answers: Answers): Steps {
  return stepsWithout(
    template,
    new Set(template.procedures.filter((step) => !appliesTo(step, answers)).map(({ code }) => code)),
  )
}

/** The same where it is said which procedures don't apply. */
export function stepsWithout(
  { procedures, milestones }: Pick<TemplateBody, 'procedures' | 'milestones'>,
  omitted: ReadonlySet<string>,
): Steps {
  const all = new Map([...procedures, ...milestones].map((step) => [step.code, step.after]))
  const bridged = <Step extends { after: StepLink[] }>(step: Step): Step => ({
    ...step,
    after: bridge(step.after, all, omitted),
  })
  return {
    procedures: procedures.filter(({ code }) => !omitted.has(code)).map(bridged),
    milestones: milestones.filter(({ code }) => !omitted.has(code)).map(bridged),
  }
}

function bridge(
  after: readonly StepLink[],
  all: ReadonlyMap<string, readonly StepLink[]>,
  omitted: ReadonlySet<string>,
): StepLink[] {
  const found = new Map<string, StepLink>()
  const keep = (link: StepLink) => {
    const key = `${link.code} ${link.kind}`
    const known = found.get(key)
    if (!known || known.lagDays < link.lagDays) found.set(key, link)
  }
  const follow = (links: readonly StepLink[], lag: number, passed: ReadonlySet<string>) => {
    for (const link of links) {
      if (!omitted.has(link.code)) {
        if (passed.size === 0 || link.kind === 'FS') keep({ ...link, lagDays: link.lagDays + lag })
      } else if (link.kind === 'FS' && !passed.has(link.code))
        follow(all.get(link.code) ?? [], lag + link.lagDays, new Set([...passed, link.code]))
    }
  }
  follow(after, 0, new Set())
  return [...found.values()]
}
