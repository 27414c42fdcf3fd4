import { Button } from 'antd'
import { useState } from 'react'
import { Empty, useT } from '#kernel/ui/web'
import type { PlanAnswer, PlanProposal } from '../../model/plan/answers.ts'
import { blankPlan } from '../../model/plan/edits.ts'
import { FromTemplate } from './FromTemplate.tsx'
import { ProposalView } from './ProposalView.tsx'

/** A project without a plan: make one of a template, of a file of MS Project, or by hand. */
export function NewPlan({ answer }: { answer: PlanAnswer }) {
  const t = useT()
  const [proposal, setProposal] = useState<PlanProposal | null>(null)
  if (!answer.can.edit)
    return <Empty title={t('projects.plan.none')} text={t('projects.plan.none.read_only')} />
  if (proposal) return <ProposalView answer={answer} proposal={proposal} onBack={() => setProposal(null)} />
  return (
    <div className="plan-new">
      <p>{t('projects.plan.none.text')}</p>
      <FromTemplate answer={answer} onProposal={setProposal} />
      <OtherWays onProposal={setProposal} />
    </div>
  )
}

export type NewPlanPart = { answer: PlanAnswer; onProposal: (proposal: PlanProposal) => void }

function OtherWays({ onProposal }: Pick<NewPlanPart, 'onProposal'>) {
  const t = useT()
  return (
    <section className="plan-new-part">
      <h2>{t('projects.plan.other_ways')}</h2>
      <div className="plan-new-row">
        <Button
          onClick={() =>
            onProposal({
              plan: blankPlan({ group: t('projects.plan.blank.group'), task: t('projects.plan.blank.task') }),
              source: { kind: 'edit' },
              left: [],
              faults: [],
              dates: null,
            })
          }
        >
          {t('projects.plan.blank')}
        </Button>
      </div>
    </section>
  )
}
