import { App, Button, Input, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { asApiError, FormRow, useAddress, useLocalText, useT } from '#kernel/ui/web'
import { blankMilestone, blankProcedure, toEditable } from '../../model/procedures/editing.ts'
import type { TemplateBody } from '../../model/procedures/template.ts'
import type { TemplateAnswer } from '../../model/procedures/template-answers.ts'
import { diffTemplates } from '../../model/procedures/template-diff.ts'
import { faultParams, readTemplate, type TemplateFault } from '../../model/procedures/template-faults.ts'
import { DifferenceList } from './DifferenceList.tsx'
import { HeadForm } from './HeadForm.tsx'
import { useDiscardDraft, usePublish, useSaveDraft } from './queries.ts'
import { MilestoneForm, ProcedureForm } from './StepForm.tsx'
import { TemplateGraph } from './TemplateGraph.tsx'

type Place = { of: 'procedures' | 'milestones'; index: number } | { of: 'head' }

/** The draft of a template: what is typed is checked as it is typed, and saved and published when asked. */
export function TemplateEditor({ answer, blank }: { answer: TemplateAnswer; blank: TemplateBody }) {
  const [body, setBody] = useState<TemplateBody>(() =>
    toEditable(answer.draft?.body ?? withoutName(answer.current) ?? blank),
  )
  const [place, setPlace] = useState<Place>({ of: 'head' })
  const { faults } = useMemo(() => readTemplate(body), [body])
  const choose = (code: string) => {
    const procedure = body.procedures.findIndex((step) => step.code === code)
    if (procedure >= 0) setPlace({ of: 'procedures', index: procedure })
    const milestone = body.milestones.findIndex((step) => step.code === code)
    if (milestone >= 0) setPlace({ of: 'milestones', index: milestone })
  }
  const chosen = place.of === 'head' ? null : (body[place.of][place.index]?.code ?? null)
  return (
    <div className="procedure-editor">
      <Buttons answer={answer} body={body} faults={faults} />
      <Faults faults={faults} body={body} onOpen={setPlace} />
      <TemplateGraph
        procedures={body.procedures}
        milestones={body.milestones}
        chosen={chosen}
        onChoose={choose}
      />
      <div className="procedure-editor-parts">
        <StepList body={body} place={place} onPlace={setPlace} onChange={setBody} />
        <PlaceForm body={body} place={place} onPlace={setPlace} onChange={setBody} />
      </div>
    </div>
  )
}

function withoutName(template: TemplateAnswer['current']): TemplateBody | undefined {
  if (!template) return undefined
  const { code: _code, version: _version, ...body } = template
  return body
}

type ButtonsProps = { answer: TemplateAnswer; body: TemplateBody; faults: readonly TemplateFault[] }

function Buttons({ answer, body, faults }: ButtonsProps) {
  const t = useT()
  const { message, modal } = App.useApp()
  const [, change] = useAddress()
  const [asking, setAsking] = useState(false)
  const save = useSaveDraft(answer.code)
  const discard = useDiscardDraft(answer.code)
  // The revision that this form was opened on: what another saved meanwhile is not overwritten.
  const [revision, setRevision] = useState(answer.draft?.revision ?? 0)
  const complain = (error: unknown) => void message.error(asApiError(error).detail)
  const send = () =>
    save.mutateAsync({ revision, basedOn: answer.current?.version ?? null, body }).then((saved) => {
      setRevision(saved.revision)
      void message.success(t('projects.editor.saved'))
    }, complain)
  const throwAway = () =>
    void modal.confirm({
      title: t('projects.editor.discard.ask'),
      okText: t('projects.editor.discard'),
      cancelText: t('ui.cancel'),
      onOk: () => discard.mutateAsync(undefined).catch(complain),
    })
  return (
    <div className="procedure-editor-buttons">
      <Button loading={save.isPending} onClick={() => void send()}>
        {t('projects.editor.save')}
      </Button>
      <Button
        type="primary"
        disabled={faults.length > 0 || answer.draft === null}
        onClick={() => setAsking(true)}
      >
        {t('projects.editor.publish')}
      </Button>
      {answer.draft && (
        <Button danger onClick={throwAway}>
          {t('projects.editor.discard')}
        </Button>
      )}
      {answer.draft === null && <span className="project-quiet">{t('projects.editor.save_first')}</span>}
      <Publish
        open={asking}
        answer={answer}
        onClose={(version) => {
          setAsking(false)
          if (version !== undefined) change({ view: 'graph', version })
        }}
      />
    </div>
  )
}

type PublishProps = { open: boolean; answer: TemplateAnswer; onClose: (version?: number) => void }

/** Publishes what was saved, after the difference to the version before was seen and a reason given. */
function Publish({ open, answer, onClose }: PublishProps) {
  const t = useT()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const publish = usePublish(answer.code)
  const send = () =>
    publish.mutate(
      { revision: answer.draft?.revision ?? 0, reason: reason.trim() },
      {
        onSuccess: ({ version }) => {
          void message.success(t('projects.editor.published', { version }))
          onClose(version)
        },
        onError: (error) => void message.error(asApiError(error).detail),
      },
    )
  const saved = toEditable(answer.draft?.body)
  return (
    <Modal
      open={open}
      width={720}
      title={t('projects.editor.publish')}
      okText={t('projects.editor.publish')}
      cancelText={t('ui.cancel')}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      confirmLoading={publish.isPending}
      onOk={send}
      onCancel={() => onClose()}
      destroyOnHidden
    >
      {answer.current && <DifferenceList differences={diffTemplates(answer.current, saved)} />}
      <div className="yw-form">
        <FormRow id="publish-reason" label={t('projects.editor.reason')}>
          <Input
            id="publish-reason"
            value={reason}
            maxLength={400}
            onChange={(event) => setReason(event.target.value)}
          />
        </FormRow>
      </div>
    </Modal>
  )
}

type PartsProps = {
  body: TemplateBody
  place: Place
  onPlace: (place: Place) => void
  onChange: (body: TemplateBody) => void
}

function Faults({
  faults,
  body,
  onOpen,
}: {
  faults: readonly TemplateFault[]
  body: TemplateBody
  onOpen: (place: Place) => void
}) {
  const t = useT()
  const text = useLocalText()
  if (faults.length === 0) return <p className="project-quiet">{t('projects.editor.sound')}</p>
  const placeOf = (path: string): Place => {
    const [of, index] = path.split('.')
    return of === 'procedures' || of === 'milestones' ? { of, index: Number(index) } : { of: 'head' }
  }
  const nameOf = (place: Place): string => {
    if (place.of === 'head') return t('projects.editor.head')
    const step = body[place.of][place.index]
    return (step && (text(step.name) || step.code)) || `${place.index + 1}`
  }
  return (
    <section className="procedure-faults" role="status" aria-label={t('projects.editor.faults')}>
      <h3>{t('projects.editor.fault_count', { count: faults.length })}</h3>
      <ul>
        {faults.slice(0, 20).map((fault) => {
          const place = placeOf(fault.path)
          return (
            <li key={`${fault.path} ${fault.code}`}>
              <button type="button" className="procedure-link" onClick={() => onOpen(place)}>
                {nameOf(place)}
              </button>
              <span>{t(`error.${fault.code}`, faultParams(fault))}</span>
              <code>{fault.path}</code>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function StepList({ body, place, onPlace, onChange }: PartsProps) {
  const t = useT()
  const text = useLocalText()
  const add = (of: 'procedures' | 'milestones') => {
    if (of === 'procedures') onChange({ ...body, procedures: [...body.procedures, blankProcedure] })
    else onChange({ ...body, milestones: [...body.milestones, blankMilestone] })
    onPlace({ of, index: body[of].length })
  }
  return (
    <nav className="procedure-step-list" aria-label={t('projects.editor.steps')}>
      <button type="button" aria-pressed={place.of === 'head'} onClick={() => onPlace({ of: 'head' })}>
        {t('projects.editor.head')}
      </button>
      {(['procedures', 'milestones'] as const).map((of) => (
        <section key={of}>
          <h3>{t(`projects.editor.${of}`)}</h3>
          {body[of].map((step, index) => (
            <button
              key={`${index} ${step.code}`}
              type="button"
              aria-pressed={place.of === of && place.index === index}
              onClick={() => onPlace({ of, index })}
            >
              {text(step.name) || step.code || t('projects.editor.unnamed')}
            </button>
          ))}
          <Button size="small" onClick={() => add(of)}>
            {t(`projects.editor.add_${of}`)}
          </Button>
        </section>
      ))}
    </nav>
  )
}

function PlaceForm({ body, place, onPlace, onChange }: PartsProps) {
  if (place.of === 'head') return <HeadForm body={body} onChange={onChange} />
  const remove = () => {
    onChange({ ...body, [place.of]: body[place.of].filter((_step, index) => index !== place.index) })
    onPlace({ of: 'head' })
  }
  if (place.of === 'procedures') {
    const step = body.procedures[place.index]
    if (!step) return null
    const set = (next: typeof step) =>
      onChange({ ...body, procedures: body.procedures.map((one, at) => (at === place.index ? next : one)) })
    return <ProcedureForm key={place.index} step={step} body={body} onChange={set} onRemove={remove} />
  }
  const step = body.milestones[place.index]
  if (!step) return null
  const set = (next: typeof step) =>
    onChange({ ...body, milestones: body.milestones.map((one, at) => (at === place.index ? next : one)) })
  return <MilestoneForm key={`m${place.index}`} step={step} body={body} onChange={set} onRemove={remove} />
}
