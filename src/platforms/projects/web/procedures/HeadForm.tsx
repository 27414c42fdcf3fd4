import { Button, Input } from 'antd'
import { FormRow, useT } from '#kernel/ui/web'
import type { TemplateBody } from '../../model/procedures/template.ts'
import { TextPair } from './TextPair.tsx'

type Props = { body: TemplateBody; onChange: (body: TemplateBody) => void }

/** What a template is called, what is said of it as a whole, and what is asked when it is applied. */
export function HeadForm({ body, onChange }: Props) {
  const t = useT()
  const { title, note = { 'zh-CN': '', en: '' }, questions } = body
  const setNote = (next: typeof note) => {
    const { note: _old, ...rest } = body
    onChange(next['zh-CN'] === '' && next.en === '' ? rest : { ...rest, note: next })
  }
  const setQuestion = (index: number, part: Partial<(typeof questions)[number]>) =>
    onChange({
      ...body,
      questions: questions.map((one, at) => (at === index ? { ...one, ...part } : one)),
    })
  return (
    <div className="yw-form procedure-form">
      <FormRow id="template-title" label={t('projects.editor.title')}>
        <TextPair
          id="template-title"
          label={t('projects.editor.title')}
          value={title}
          onChange={(next) => onChange({ ...body, title: next })}
        />
      </FormRow>
      <FormRow id="template-note" label={t('projects.editor.note')} optional>
        <TextPair id="template-note" label={t('projects.editor.note')} value={note} onChange={setNote} />
      </FormRow>
      <fieldset className="procedure-rows-form">
        <legend>{t('projects.apply.questions')}</legend>
        {questions.map((question, index) => (
          <div key={index} className="procedure-row-form">
            <Input
              aria-label={t('projects.part.code')}
              className="procedure-code"
              value={question.code}
              onChange={(event) => setQuestion(index, { code: event.target.value })}
            />
            <TextPair
              id={`question-${index}`}
              label={t('projects.field.template_question')}
              value={question.text}
              onChange={(text) => setQuestion(index, { text })}
            />
            <Button
              size="small"
              onClick={() => onChange({ ...body, questions: questions.filter((_one, at) => at !== index) })}
            >
              {t('projects.editor.remove')}
            </Button>
          </div>
        ))}
        <Button
          size="small"
          onClick={() =>
            onChange({ ...body, questions: [...questions, { code: '', text: { 'zh-CN': '', en: '' } }] })
          }
        >
          {t('projects.editor.add_question')}
        </Button>
      </fieldset>
    </div>
  )
}
