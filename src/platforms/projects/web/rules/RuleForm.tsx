import { Checkbox, InputNumber, Select } from 'antd'
import type { RuleEditorProps } from '#kernel/rulebooks/web'
import { useLocalText, useT } from '#kernel/ui/web'
import { type EntryChecklist, firstChecklist } from '../../model/investment/entry-checklist.ts'
import { amountKinds, type LightRule } from '../../model/investment/light-rule.ts'
import type { ReportingRule } from '../../model/investment/reporting-rule.ts'
import type { RuleKind } from '../../model/rules/rules.ts'

type Props<Body> = Pick<RuleEditorProps<Body>, 'body' | 'disabled' | 'onChange'>

/** What a rule of the kind says, to be read or changed. */
export function RuleForm({ kind, body, ...rest }: Props<unknown> & { kind: RuleKind }) {
  if (kind === 'progress_light') return <LightForm body={body as LightRule} {...rest} />
  if (kind === 'investment_reporting') return <ReportingForm body={body as ReportingRule} {...rest} />
  return <ChecklistForm body={body as EntryChecklist} {...rest} />
}

function LightForm({ body, disabled, onChange }: Props<LightRule>) {
  const t = useT()
  return (
    <div className="rules-form">
      {(['amberFromPoints', 'redOverPoints'] as const).map((name) => (
        <label key={name}>
          {t(`projects.rules.${name}`)}{' '}
          <InputNumber
            min={1}
            max={100}
            precision={0}
            disabled={disabled}
            value={body[name]}
            onChange={(value) => value !== null && onChange({ ...body, [name]: value })}
          />
        </label>
      ))}
      <label>
        {t('projects.rules.amount')}{' '}
        <Select
          aria-label={t('projects.rules.amount')}
          disabled={disabled}
          value={body.amount}
          options={amountKinds.map((value) => ({ value, label: t(`projects.investment.amount.${value}`) }))}
          onChange={(amount) => onChange({ ...body, amount })}
        />
      </label>
      <label>
        {t('projects.rules.base')}{' '}
        <Select
          aria-label={t('projects.rules.base')}
          disabled={disabled}
          value={body.base}
          options={(['year_plan', 'plan_to_date'] as const).map((value) => ({
            value,
            label: t(`projects.investment.base.${value}`),
          }))}
          onChange={(base) => onChange({ ...body, base })}
        />
      </label>
    </div>
  )
}

function ReportingForm({ body, disabled, onChange }: Props<ReportingRule>) {
  const t = useT()
  return (
    <div className="rules-form">
      <label>
        {t('projects.rules.dueDay')}{' '}
        <InputNumber
          min={1}
          max={28}
          precision={0}
          disabled={disabled}
          value={body.dueDay}
          onChange={(value) => value !== null && onChange({ ...body, dueDay: value })}
        />
      </label>
      <Checkbox
        disabled={disabled}
        checked={body.onWorkingDay}
        onChange={({ target }) => onChange({ ...body, onWorkingDay: target.checked })}
      >
        {t('projects.rules.onWorkingDay')}
      </Checkbox>
    </div>
  )
}

const wanFen = 1_000_000

/** The items that are asked for, of those in force and those that the program brings along. */
function ChecklistForm({ body, disabled, onChange }: Props<EntryChecklist>) {
  const t = useT()
  const local = useLocalText()
  const asked = new Set(body.items.map(({ code }) => code))
  const all = [...body.items, ...firstChecklist.items.filter(({ code }) => !asked.has(code))]
  return (
    <div className="rules-form">
      {all.map((item) => (
        <div key={item.code}>
          <div>{local(item.label)}</div>
          <Checkbox
            disabled={disabled}
            checked={asked.has(item.code)}
            onChange={({ target }) =>
              onChange({
                items: target.checked
                  ? [...body.items, item]
                  : body.items.filter(({ code }) => code !== item.code),
              })
            }
          >
            {item.basis ? local(item.basis) : t('projects.entry.own')}
          </Checkbox>
          {item.proof.kind === 'investment_at_least' && asked.has(item.code) && (
            <InputNumber
              aria-label={local(item.label)}
              min={0}
              precision={0}
              disabled={disabled}
              value={item.proof.fen / wanFen}
              onChange={(value) =>
                value !== null &&
                onChange({
                  items: body.items.map((one) =>
                    one.code === item.code
                      ? { ...one, proof: { kind: 'investment_at_least' as const, fen: value * wanFen } }
                      : one,
                  ),
                })
              }
            />
          )}
        </div>
      ))}
    </div>
  )
}
