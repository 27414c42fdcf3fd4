import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { formatDate } from '#kernel/ui/model'
import {
  Amount,
  asApiError,
  ErrorState,
  FormRow,
  Loading,
  PageHeader,
  useRouteParam,
  useT,
} from '#kernel/ui/web'
import type { RoleNeed, ServiceRule, ServiceRuleAnswer } from '../../model/meetings/team-rule.ts'
import { projectStages } from '../../model/stages.ts'
import './meetings.css'
import './messages.ts'
import { serviceRuleQuery, useSetServiceRule } from './queries.ts'

/** The district's rule of serving projects: what holds, how it came about, and setting another with the reason. */
export default function ServiceRulePage() {
  const t = useT()
  const district = useRouteParam('district')
  const { data, error, refetch } = useQuery(serviceRuleQuery(district))
  const current = data?.versions[0]
  return (
    <>
      <PageHeader
        title={t('projects.service_rule.title')}
        text={t('projects.service_rule.text', { district })}
      />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading lines={8} />}
      {data && current && (
        <div className="service-rule">
          <RuleText rule={current.rule} />
          {data.can.set && <RuleForm key={current.no} answer={data} rule={current.rule} />}
          <Versions answer={data} />
        </div>
      )}
    </>
  )
}

function RuleText({ rule }: { rule: ServiceRule }) {
  const t = useT()
  return (
    <section>
      <h2>{t('projects.service_rule.now')}</h2>
      <p>
        {t('projects.service_rule.visits', {
          days: rule.visitEveryDays,
          stage: t(`projects.stage.${rule.visitFromStage}`),
        })}{' '}
        {t('projects.service_rule.weekly', {
          weekday: t(`projects.weekday.${rule.weekly.weekday}`),
          at: rule.weekly.startsAt,
        })}{' '}
        {t('projects.service_rule.half_monthly', {
          first: rule.halfMonthly.days[0] ?? 0,
          second: rule.halfMonthly.days[1] ?? 0,
          at: rule.halfMonthly.startsAt,
        })}
      </p>
      <div className="coverage-scroll">
        <table className="coverage-table service-rule-lines">
          <thead>
            <tr>
              <th scope="col">{t('projects.coverage.role')}</th>
              <th scope="col">{t('projects.service_rule.which')}</th>
              <th scope="col">{t('projects.service_rule.from_stage')}</th>
              <th scope="col">{t('projects.service_rule.basis')}</th>
            </tr>
          </thead>
          <tbody>
            {rule.roles.map((line) => (
              <tr key={JSON.stringify(line)}>
                <th scope="row">{t(`projects.field.${line.role}`)}</th>
                <td>
                  <Which line={line} />
                </td>
                <td>{t(`projects.stage.${line.fromStage}`)}</td>
                <td>{line.basis}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Which({ line }: { line: RoleNeed }) {
  const t = useT()
  const { enclaveOnly, investmentFromFen } = line
  return (
    <>
      {enclaveOnly && t('projects.service_rule.enclave')}
      {investmentFromFen !== null && (
        <>
          {t('projects.service_rule.investment')} ≥ <Amount fen={investmentFromFen} />
        </>
      )}
      {!enclaveOnly && investmentFromFen === null && t('projects.service_rule.every')}
    </>
  )
}

const fenPerWan = 1_000_000

/** Numbers and stages are set here; each line of whom a project needs has its own threshold. */
function RuleForm({ answer, rule }: { answer: ServiceRuleAnswer; rule: ServiceRule }) {
  const t = useT()
  const { message } = App.useApp()
  const setRule = useSetServiceRule(answer.district)
  const [draft, setDraft] = useState(rule)
  const [reason, setReason] = useState('')
  const change = (part: Partial<ServiceRule>) => setDraft((before) => ({ ...before, ...part }))
  const same = JSON.stringify(draft) === JSON.stringify(rule)
  const send = () =>
    setRule.mutate(
      { rule: draft, reason: reason.trim() },
      {
        onSuccess: () => void message.success(t('projects.service_rule.set')),
        onError: (fault) => void message.error(asApiError(fault).detail),
      },
    )
  return (
    <section className="service-rule-form">
      <h2>{t('projects.service_rule.change')}</h2>
      <RuleNumbers draft={draft} onChange={change} />
      <RuleLines draft={draft} onChange={change} />
      <div className="service-rule-row">
        <Input
          aria-label={t('projects.field.reason')}
          placeholder={t('projects.field.reason')}
          maxLength={400}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button
          type="primary"
          disabled={same || reason.trim() === ''}
          loading={setRule.isPending}
          onClick={send}
        >
          {t('projects.service_rule.do_set')}
        </Button>
      </div>
    </section>
  )
}

type PartProps = { draft: ServiceRule; onChange: (part: Partial<ServiceRule>) => void }

/** How often one visits, and when one meets. */
function RuleNumbers({ draft, onChange: change }: PartProps) {
  const t = useT()
  const [first = 1, second = 15] = draft.halfMonthly.days
  return (
    <div className="service-rule-row">
      <FormRow id="rule-days" label={t('projects.service_rule.visit_days')}>
        <InputNumber
          id="rule-days"
          min={1}
          max={366}
          precision={0}
          value={draft.visitEveryDays}
          onChange={(days) => days !== null && change({ visitEveryDays: days })}
        />
      </FormRow>
      <FormRow id="rule-weekday" label={t('projects.meeting.kind.weekly_district_head')}>
        <Select
          id="rule-weekday"
          value={draft.weekly.weekday}
          options={[1, 2, 3, 4, 5].map((value) => ({ value, label: t(`projects.weekday.${value}`) }))}
          onChange={(weekday) => change({ weekly: { ...draft.weekly, weekday } })}
        />
      </FormRow>
      <FormRow id="rule-first" label={t('projects.meeting.kind.half_monthly_steward')}>
        <span className="service-rule-pair">
          <InputNumber
            id="rule-first"
            min={1}
            max={27}
            precision={0}
            value={first}
            onChange={(day) =>
              day !== null && change({ halfMonthly: { ...draft.halfMonthly, days: [day, second] } })
            }
          />
          <InputNumber
            aria-label={t('projects.service_rule.second_day')}
            min={first + 1}
            max={28}
            precision={0}
            value={second}
            onChange={(day) =>
              day !== null && change({ halfMonthly: { ...draft.halfMonthly, days: [first, day] } })
            }
          />
        </span>
      </FormRow>
    </div>
  )
}

/** Whom projects need: a threshold and a stage for each line. */
function RuleLines({ draft, onChange: change }: PartProps) {
  const t = useT()
  const stages = projectStages.map((value) => ({ value, label: t(`projects.stage.${value}`) }))
  const changeLine = (at: number, part: Partial<RoleNeed>) =>
    change({ roles: draft.roles.map((line, index) => (index === at ? { ...line, ...part } : line)) })
  return (
    <ul className="service-rule-edit">
      {draft.roles.map((line, index) => (
        <li key={`${line.role} ${line.basis} ${index}`}>
          <span>{t(`projects.field.${line.role}`)}</span>
          <InputNumber
            aria-label={t('projects.service_rule.investment_of', {
              role: t(`projects.field.${line.role}`),
            })}
            min={0}
            precision={0}
            suffix={t('projects.service_rule.wan')}
            placeholder={t('projects.service_rule.every')}
            value={line.investmentFromFen === null ? null : line.investmentFromFen / fenPerWan}
            onChange={(wan) =>
              changeLine(index, { investmentFromFen: wan === null ? null : Math.round(wan * fenPerWan) })
            }
          />
          <Select
            aria-label={t('projects.service_rule.from_stage')}
            value={line.fromStage}
            options={stages}
            onChange={(fromStage) => changeLine(index, { fromStage })}
          />
          <span className="yw-quiet">{line.basis}</span>
          <Button
            size="small"
            onClick={() => change({ roles: draft.roles.filter((_, other) => other !== index) })}
          >
            {t('projects.visits.remove')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function Versions({ answer }: { answer: ServiceRuleAnswer }) {
  const t = useT()
  return (
    <section>
      <h2>{t('projects.service_rule.versions')}</h2>
      <ul className="yw-rows">
        {answer.versions.map(({ no, at, name, reason }) => (
          <li key={no}>
            <span>{reason ?? t('projects.service_rule.default')}</span>
            <span>{name}</span>
            <span className="yw-quiet yw-number">{at === null ? '' : formatDate(at, true)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
