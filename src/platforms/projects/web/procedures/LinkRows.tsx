import { Button, InputNumber, Select } from 'antd'
import { useLocalText, useT } from '#kernel/ui/web'
import { type StepLink, stepLinkKinds, type TemplateBody } from '../../model/procedures/template.ts'

type Props = {
  own: string
  links: readonly StepLink[]
  body: TemplateBody
  onChange: (links: StepLink[]) => void
}

/** What a step comes after: which other step, how the two are tied, and the lag. */
export function LinkRows({ own, links, body, onChange }: Props) {
  const t = useT()
  const text = useLocalText()
  const steps = [...body.procedures, ...body.milestones].filter(({ code }) => code !== '' && code !== own)
  const options = steps.map(({ code, name }) => ({ value: code, label: `${text(name) || code} (${code})` }))
  const set = (index: number, part: Partial<StepLink>) =>
    onChange(links.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <fieldset className="procedure-rows-form">
      <legend>{t('projects.part.after')}</legend>
      {links.map((link, index) => (
        <div key={index} className="procedure-row-form">
          <Select
            aria-label={t('projects.editor.link_step')}
            className="procedure-grow"
            showSearch={{ optionFilterProp: 'label' }}
            value={link.code || null}
            options={options}
            onChange={(code) => set(index, { code })}
          />
          <Select
            aria-label={t('projects.editor.link_kind')}
            value={link.kind}
            options={stepLinkKinds.map((kind) => ({ value: kind, label: t(`projects.link.${kind}`) }))}
            onChange={(kind) => set(index, { kind })}
          />
          <InputNumber
            aria-label={t('projects.editor.link_lag')}
            suffix={t('projects.editor.days')}
            precision={0}
            value={link.lagDays}
            onChange={(lagDays) => set(index, { lagDays: lagDays ?? 0 })}
          />
          <Button size="small" onClick={() => onChange(links.filter((_one, at) => at !== index))}>
            {t('projects.editor.remove')}
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange([...links, { code: '', kind: 'FS', lagDays: 0 }])}>
        {t('projects.editor.add_link')}
      </Button>
    </fieldset>
  )
}
