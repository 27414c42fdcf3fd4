import { Alert, App, Button, Modal } from 'antd'
import { useId, useState } from 'react'
import type { CheckAnswer } from '#kernel/ledgers/model'
import { asApiError, useDraft, useT } from '#kernel/ui/web'
import { useCheck, usePublish } from './definition-queries.ts'
import { DiffView } from './DiffView.tsx'
import { JsonEditor, showLine } from './JsonEditor.tsx'
import { jsonFault, lineOf, linesOfPaths } from './json-lines.ts'

type DefinitionEditorProps = {
  /** Where what is typed is kept until it is published. */
  draft: string
  /** The text it begins with. */
  initial: string
  /** The version that it is based on; none for a new ledger. */
  version: number | null
  onPublished: (ledger: string) => void
}

type Told = { text: string; path: string; line: number }

/** What the server says of a text, each thing with the line it is about. */
function located(text: string, told: CheckAnswer['faults']): Told[] {
  const lines = linesOfPaths(text)
  return told.map((item) => ({ text: item.text, path: item.path, line: lineOf(lines, item.path) }))
}

/** The text, and what the server last said of it. */
function useDefinition({ draft: key, initial, onPublished }: DefinitionEditorProps) {
  const t = useT()
  const { message } = App.useApp()
  const draft = useDraft(key, initial)
  const check = useCheck()
  const publish = usePublish()
  const [checked, setChecked] = useState<{ text: string; answer: CheckAnswer } | null>(null)
  const [publishing, setPublishing] = useState(false)
  const text = draft.content
  const broken = jsonFault(text)
  const run = async (): Promise<CheckAnswer | undefined> => {
    if (broken) return undefined
    try {
      const answer = await check.mutateAsync(JSON.parse(text))
      setChecked({ text, answer })
      return answer
    } catch (error) {
      void message.error(asApiError(error).detail)
      return undefined
    }
  }
  return {
    ...draft,
    text,
    broken,
    checking: check.isPending,
    answer: checked?.text === text ? checked.answer : null,
    run,
    publishing,
    setPublishing,
    sending: publish.isPending,
    send: () =>
      publish.mutate(JSON.parse(text), {
        onSuccess: ({ id, version }) => {
          draft.discard()
          setPublishing(false)
          void message.success(t('ledgers.definition.published', { version }))
          onPublished(id)
        },
        onError: (error) => void message.error(asApiError(error).detail),
      }),
  }
}

/** A definition as text: checked where it stands, and published once what it changes has been seen. */
export function DefinitionEditor(props: DefinitionEditorProps) {
  const t = useT()
  const id = useId()
  const { text, broken, answer, ...form } = useDefinition(props)
  const faults = answer ? located(text, answer.faults) : []
  const warnings = answer ? located(text, answer.warnings) : []
  const faulty = new Set([...faults.map(({ line }) => line), ...(broken ? [broken.line] : [])])
  return (
    <section className="definition-edit">
      <div className="definition-bar">
        <Button onClick={() => void form.run()} loading={form.checking} disabled={broken !== undefined}>
          {t('ledgers.definition.check')}
        </Button>
        <Button
          type="primary"
          disabled={broken !== undefined}
          onClick={() => void form.run().then((found) => form.setPublishing(found?.faults.length === 0))}
        >
          {t('ledgers.definition.publish')}
        </Button>
        {form.restoredAt !== null && (
          <Button type="link" onClick={form.discard}>
            {t('ledgers.definition.discard')}
          </Button>
        )}
      </div>
      {broken && (
        <Alert type="error" showIcon title={t('ledgers.definition.no_json', { line: broken.line })} />
      )}
      {answer?.faults.length === 0 && <Alert type="success" showIcon title={t('ledgers.definition.sound')} />}
      <ToldList id={id} title={t('ledgers.definition.faults')} items={faults} />
      <ToldList id={id} title={t('ledgers.definition.warnings')} items={warnings} />
      {answer && answer.current !== null && props.version !== null && answer.current > props.version && (
        <Alert type="warning" showIcon title={t('ledgers.definition.newer', { version: answer.current })} />
      )}
      <JsonEditor
        id={id}
        label={t('ledgers.definition.text')}
        text={text}
        faulty={faulty}
        onChange={form.change}
      />
      <Modal
        open={form.publishing && answer !== null}
        title={t('ledgers.definition.publish.title')}
        width={860}
        okText={t('ledgers.definition.publish.confirm')}
        cancelText={t('ledgers.screen.form.cancel')}
        confirmLoading={form.sending}
        okButtonProps={{ disabled: answer?.diff?.differences.length === 0 }}
        onOk={form.send}
        onCancel={() => form.setPublishing(false)}
      >
        <p>{t('ledgers.definition.publish.text')}</p>
        {answer?.diff ? <DiffView diff={answer.diff} /> : <p>{t('ledgers.definition.publish.new')}</p>}
      </Modal>
    </section>
  )
}

/** Faults or warnings; each leads to its line. */
function ToldList({ id, title, items }: { id: string; title: string; items: readonly Told[] }) {
  const t = useT()
  if (items.length === 0) return null
  return (
    <section className="definition-told" role="alert">
      <h3>{title}</h3>
      <ul>
        {items.map(({ text, path, line }) => (
          <li key={`${path} ${text}`}>
            <Button type="link" size="small" onClick={() => showLine(id, line)}>
              {t('ledgers.definition.line', { line })}
            </Button>{' '}
            <code>{path}</code> {text}
          </li>
        ))}
      </ul>
    </section>
  )
}
