import type { LedgerInput } from '#kernel/ledgers/model'
import { projectStages } from '../stages.ts'
import { planLabel } from './labels.ts'
import { targetKinds } from './plan.ts'

type Actions = LedgerInput['actions']

/**
 * What the entry's log says of a plan: which revision, its target, why, and the hash of its content. The plan itself
 * is no state of the entry; the page of the plan takes the action, no form.
 */
export function planAction(by: Actions[number]['by']): Actions[number] {
  return {
    id: 'plan',
    word: 'report',
    label: planLabel('action'),
    from: [...projectStages],
    by,
    byProgram: true,
    asks: [
      {
        name: 'planRevision',
        label: planLabel('revision'),
        kind: 'number',
        whole: true,
        min: 1,
        required: true,
      },
      {
        name: 'planTargetKind',
        label: planLabel('target_kind'),
        kind: 'choice',
        options: targetKinds.map((value) => ({ value, label: planLabel(`target.${value}`) })),
      },
      { name: 'planTargetDate', label: planLabel('target_date'), kind: 'date' },
      { name: 'planBaseline', label: planLabel('baseline_kept'), kind: 'text' },
      { name: 'planReason', label: planLabel('reason'), kind: 'text', required: true },
      { name: 'planDigest', label: planLabel('digest'), kind: 'text', required: true },
    ],
  }
}
