import type { Values } from '#kernel/ledgers/model'
import { recordsOf } from './records.ts'
import { type Answers, appliesTo, type Lane, type ProcedureTemplate } from './template.ts'

export type Applying = {
  template: ProcedureTemplate
  lane: Lane
  answers: Answers
  /** Procedures for which a person decided otherwise than the answers say. */
  decided: Readonly<Record<string, boolean>>
}

/** What a project's list becomes: what was done stays done, what isn't in the template stays only if it was done. */
export function appliedValues(values: Values, { template, lane, answers, decided }: Applying): Values {
  const before = new Map(recordsOf(values).map((record) => [record.code, record]))
  const rows = template.procedures.map((step) => {
    const known = before.get(step.code)
    before.delete(step.code)
    const done = known?.approval === null && known.done
    return {
      code: step.code,
      name: step.name['zh-CN'],
      phase: step.phase,
      applicable: done || (decided[step.code] ?? appliesTo(step, answers)),
      done,
      ...(done && known.doneOn ? { doneOn: known.doneOn } : {}),
    }
  })
  const others = [...before.values()]
    .filter(({ done, approval }) => done && approval === null)
    .map(({ code, name, doneOn }) => ({
      ...(code ? { code } : {}),
      name,
      applicable: true,
      done: true,
      ...(doneOn ? { doneOn } : {}),
    }))
  return {
    procedures: [...rows, ...others],
    template: template.code,
    templateVersion: template.version,
    lane,
    templateAnswers: template.questions.map(({ code }) => ({ question: code, yes: answers[code] ?? false })),
  }
}
