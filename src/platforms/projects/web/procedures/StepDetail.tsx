import type { ReactNode } from 'react'
import { useLocalText, useT } from '#kernel/ui/web'
import {
  limitOf,
  type MilestoneStep,
  type ProcedureStep,
  type StepLink,
  type TemplateBody,
} from '../../model/procedures/template.ts'
import { limitText } from './limit-text.ts'

type Props = { step: ProcedureStep | MilestoneStep; template: TemplateBody }

/** All that a template says of one step. */
export function StepDetail({ step, template }: Props) {
  const t = useT()
  const text = useLocalText()
  const afterText = useAfterText(template)
  return (
    <section className="procedure-detail" aria-live="polite" aria-label={text(step.name)}>
      <h2>{text(step.name)}</h2>
      <dl className="yw-facts">
        <Fact label={t('projects.part.code')}>{step.code}</Fact>
        <Fact label={t('projects.part.after')}>
          {step.after.map(afterText).join('、') || t('projects.detail.nothing')}
        </Fact>
        {'phase' in step ? (
          <ProcedureFacts step={step} template={template} />
        ) : (
          <Fact label={t('projects.part.workingDays')}>
            {t('projects.limit.usual', { count: step.workingDays })}
          </Fact>
        )}
      </dl>
    </section>
  )
}

/** A link in words: what comes before, how the two are tied, and the lag. */
export function useAfterText({
  procedures,
  milestones,
}: Pick<TemplateBody, 'procedures' | 'milestones'>): (link: StepLink) => string {
  const t = useT()
  const text = useLocalText()
  const names = new Map([...procedures, ...milestones].map(({ code, name }) => [code, name]))
  return ({ code, kind, lagDays }) => {
    const name = names.get(code)
    const tied = kind === 'FS' ? '' : ` ${t(`projects.link.${kind}`)}`
    const lag = lagDays === 0 ? '' : ` ${t('projects.link.lag', { count: lagDays })}`
    return `${name ? text(name) : code}${tied}${lag}`
  }
}

function ProcedureFacts({ step, template }: { step: ProcedureStep; template: TemplateBody }) {
  const t = useT()
  const text = useLocalText()
  const { lanes, inCharge, basis, materials, specialSteps, appliesWhen, extensionDaysMax, usualDays } = step
  const questions = new Map(template.questions.map((question) => [question.code, question.text]))
  return (
    <>
      <Fact label={t('projects.part.phase')}>{t(`projects.phase.${step.phase}`)}</Fact>
      <Fact label={t('projects.part.workingDays')}>
        {limitText(t, limitOf(step, 'ordinary'))}
        {extensionDaysMax !== null && t('projects.detail.extension', { count: extensionDaysMax })}
        {usualDays !== null && ` ${t('projects.limit.usual', { count: usualDays })}`}
      </Fact>
      {(['green', 'direct'] as const).map((lane) =>
        lanes[lane] === undefined ? null : (
          <Fact key={lane} label={t(`projects.lane.${lane}`)}>
            {limitText(t, limitOf(step, lane))}
          </Fact>
        ),
      )}
      <Fact label={t('projects.part.inCharge')}>{'body' in inCharge ? inCharge.body : inCharge.role}</Fact>
      {appliesWhen.length > 0 && (
        <Fact label={t('projects.part.appliesWhen')}>
          {appliesWhen
            .map(({ question, is }) => {
              const asked = questions.get(question)
              return `${asked ? text(asked) : question}: ${t(is ? 'projects.detail.yes' : 'projects.detail.no')}`
            })
            .join('; ')}
        </Fact>
      )}
      <Fact label={t('projects.part.basis')} wide>
        {basis || t('projects.detail.no_basis')}
      </Fact>
      {materials.length > 0 && (
        <Fact label={t('projects.part.materials')} wide>
          {materials.map(text).join('; ')}
        </Fact>
      )}
      {specialSteps.length > 0 && (
        <Fact label={t('projects.part.specialSteps')} wide>
          {specialSteps
            .map(({ name, daysMax }) =>
              daysMax === null
                ? text(name)
                : `${text(name)} (${t('projects.limit.at_most', { count: daysMax })})`,
            )
            .join('; ')}
        </Fact>
      )}
    </>
  )
}

function Fact({ label, wide, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div data-wide={wide || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
