import { UploadOutlined } from '@ant-design/icons'
import { Alert, Button, Upload } from 'antd'
import { useState } from 'react'
import { asApiError, Empty, useT } from '#kernel/ui/web'
import type { PlanAnswer, PlanProposal } from '../../model/plan/answers.ts'
import { blankPlan } from '../../model/plan/edits.ts'
import { FromTemplate } from './FromTemplate.tsx'
import { ProposalView } from './ProposalView.tsx'
import { useReadFile } from './queries.ts'

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
      <OtherWays answer={answer} onProposal={setProposal} />
    </div>
  )
}

export type NewPlanPart = { answer: PlanAnswer; onProposal: (proposal: PlanProposal) => void }

function OtherWays({ answer, onProposal }: NewPlanPart) {
  const t = useT()
  const read = useReadFile(answer.entryId)
  const fault = read.error ? asApiError(read.error) : null
  return (
    <section className="plan-new-part">
      <h2>{t('projects.plan.other_ways')}</h2>
      <div className="plan-new-row">
        <Upload
          accept=".xml,application/xml,text/xml"
          showUploadList={false}
          beforeUpload={(file) => {
            read.mutateAsync(file).then(onProposal, () => undefined)
            return false
          }}
        >
          <Button icon={<UploadOutlined aria-hidden="true" />} loading={read.isPending}>
            {t('projects.plan.from_file')}
          </Button>
        </Upload>
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
      {fault && (
        <Alert
          type="error"
          title={fault.detail}
          description={
            fault.fields.length > 1 && (
              <ul>
                {fault.fields.map(({ detail }) => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            )
          }
        />
      )}
    </section>
  )
}
