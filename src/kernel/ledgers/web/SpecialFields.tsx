import { Radio, Select } from 'antd'
import { StaffSelect } from '#kernel/identity/web'
import type { LedgerAnswer } from '#kernel/ledgers/model'
import { OrganisationSelect } from '#kernel/orgs/web'
import { useLocalText, useT } from '#kernel/ui/web'
import type { Values } from './form-values.ts'
import { FormField, FormFields } from './FormFields.tsx'

export type ActionDeclaration = LedgerAnswer['actions'][number]

type SpecialFieldsProps = {
  declaration: LedgerAnswer
  action: ActionDeclaration
  values: Values
  problemOf: (name: string) => string | undefined
  idOf: (name: string) => string
  set: (name: string, value: unknown) => void
}

/** What an action must be told beside declared fields: its outcome, who is to handle it, the stage, the source. */
export function SpecialFields(props: SpecialFieldsProps) {
  const { action, values, idOf, set } = props
  const t = useT()
  const label = t('ledgers.screen.form.source')
  return (
    <>
      {action.outcomes.length > 0 && <OutcomeField {...props} />}
      {action.takesOrganisation && <HandlerFields {...props} />}
      {action.takesStage && <StageField {...props} />}
      {action.takesSource && (
        <FormFields
          fields={[{ name: 'source', label: { 'zh-CN': label, en: label }, kind: 'text' }]}
          values={values}
          problems={[]}
          idOf={idOf}
          onChange={set}
        />
      )}
    </>
  )
}

function OutcomeField({ action, values, problemOf, idOf, set }: SpecialFieldsProps) {
  const t = useT()
  const text = useLocalText()
  return (
    <FormField
      id={idOf('outcome')}
      label={t('ledgers.screen.form.outcome')}
      required
      problem={problemOf('outcome')}
    >
      <Radio.Group
        id={idOf('outcome')}
        value={values['outcome'] ?? null}
        options={action.outcomes.map(({ id, label }) => ({ value: id, label: text(label) }))}
        onChange={({ target }) => set('outcome', target.value)}
      />
    </FormField>
  )
}

function HandlerFields({ values, problemOf, idOf, set }: SpecialFieldsProps) {
  const t = useT()
  const organisationId = (values['organisationId'] ?? null) as number | null
  return (
    <>
      <FormField
        id={idOf('organisationId')}
        label={t('ledgers.screen.form.organisation')}
        required
        problem={problemOf('organisationId')}
      >
        <OrganisationSelect
          id={idOf('organisationId')}
          status={problemOf('organisationId') === undefined ? '' : 'error'}
          value={organisationId}
          onChange={(next) => {
            set('organisationId', next)
            set('accountId', null)
          }}
        />
      </FormField>
      <FormField
        id={idOf('accountId')}
        label={t('ledgers.screen.form.account')}
        help={t('ledgers.screen.form.account.text')}
        problem={problemOf('accountId')}
      >
        <StaffSelect
          id={idOf('accountId')}
          organisationId={organisationId}
          value={(values['accountId'] ?? null) as number | null}
          onChange={(next) => set('accountId', next)}
        />
      </FormField>
    </>
  )
}

function StageField({ declaration, values, problemOf, idOf, set }: SpecialFieldsProps) {
  const t = useT()
  const text = useLocalText()
  return (
    <FormField
      id={idOf('stage')}
      label={t('ledgers.screen.form.stage')}
      required
      problem={problemOf('stage')}
    >
      <Select
        id={idOf('stage')}
        value={(values['stage'] ?? null) as string | null}
        options={declaration.stages.map((stage) => ({ value: stage.id, label: text(stage.label) }))}
        onChange={(next) => set('stage', next)}
      />
    </FormField>
  )
}
