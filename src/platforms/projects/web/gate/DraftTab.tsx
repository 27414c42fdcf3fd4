import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { formatDate } from '#kernel/ui/model'
import { asApiError, ErrorState, Loading, useT } from '#kernel/ui/web'
import { type GateContent, GateRule } from '../../model/gate/rules.ts'
import { CatalogueImport } from './CatalogueImport.tsx'
import { CatalogueTable } from './CatalogueTable.tsx'
import { PublishPart } from './PublishPart.tsx'
import { draftQuery, useDiscardDraft, useSaveDraft } from './queries.ts'
import { RuleEditor } from './RuleEditor.tsx'

const blank: GateContent = { rules: [], catalogue: [] }

/** The draft of the next version: begun from the rules in force or from what the pages name, saved, published. */
export function DraftTab({ current }: { current: GateContent | null }) {
  const t = useT()
  const { data, error, refetch } = useQuery(draftQuery)
  const save = useSaveDraft()
  const { message } = App.useApp()
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={6} />
  const { draft, template } = data
  const start = (content: GateContent) =>
    save.mutate(
      { content, revision: 0 },
      { onError: (fault) => void message.error(asApiError(fault).detail) },
    )
  if (!draft)
    return (
      <div className="life-tabs">
        <Button type="primary" loading={save.isPending} onClick={() => start(current ?? blank)}>
          {t('projects.gate.draft.start')}
        </Button>
        {!current && (
          <Button loading={save.isPending} onClick={() => start(template)}>
            {t('projects.gate.draft.template')}
          </Button>
        )}
      </div>
    )
  return (
    <>
      <p className="project-quiet">
        {t('projects.gate.draft.saved_by', { name: draft.by, at: formatDate(draft.savedAt, true) })}
      </p>
      <Editor key={draft.revision} content={draft.content} revision={draft.revision} current={current} />
    </>
  )
}

type EditorProps = { content: GateContent; revision: number; current: GateContent | null }

function newRule(taken: readonly GateRule[], title: string): GateRule {
  const ids = new Set(taken.map(({ id }) => id))
  let number = taken.length + 1
  while (ids.has(`rule_${number}`)) number += 1
  return {
    id: `rule_${number}`,
    kind: 'other',
    title: { 'zh-CN': title, en: title },
    text: '',
    source: '',
    standing: 'demand',
    effect: 'refuse',
    conditions: [{ op: 'below', fact: 'investmentFen', value: 0 }],
  }
}

function Editor({ content: saved, revision, current }: EditorProps) {
  const t = useT()
  const { message } = App.useApp()
  const [content, setContent] = useState(saved)
  const save = useSaveDraft()
  const discard = useDiscardDraft()
  const changed = JSON.stringify(content) !== JSON.stringify(saved)
  const setRules = (rules: GateRule[]) => setContent((before) => ({ ...before, rules }))
  const send = () =>
    void save.mutateAsync({ content, revision }).then(
      () => void message.success(t('projects.gate.draft.saved')),
      (fault: unknown) => void message.error(asApiError(fault).detail),
    )
  const faulty = content.rules.some((rule) => !GateRule.safeParse(rule).success)
  return (
    <>
      <ol className="gate-rules">
        {content.rules.map((rule, index) => (
          <RuleEditor
            key={rule.id}
            rule={rule}
            number={index + 1}
            onChange={(next) => setRules(content.rules.map((one, at) => (at === index ? next : one)))}
            onRemove={() => setRules(content.rules.filter((_, at) => at !== index))}
            onUp={index === 0 ? undefined : () => setRules(moved(content.rules, index))}
          />
        ))}
      </ol>
      <div className="life-tabs">
        <Button
          onClick={() => setRules([...content.rules, newRule(content.rules, t('projects.gate.draft.add'))])}
        >
          {t('projects.gate.draft.add')}
        </Button>
        <Button type="primary" disabled={!changed || faulty} loading={save.isPending} onClick={send}>
          {t('projects.gate.draft.save')}
        </Button>
        <Button danger loading={discard.isPending} onClick={() => discard.mutate()}>
          {t('projects.gate.draft.discard')}
        </Button>
        {changed && <span role="status">{t('projects.gate.draft.unsaved')}</span>}
      </div>
      <h2>{t('projects.gate.tab.catalogue')}</h2>
      <CatalogueImport
        catalogue={content.catalogue}
        onRows={(catalogue) => setContent((before) => ({ ...before, catalogue }))}
      />
      <details>
        <summary>{t('projects.gate.draft.rows', { count: content.catalogue.length })}</summary>
        <CatalogueTable content={content} />
      </details>
      <PublishPart draft={saved} current={current ?? blank} revision={revision} held={changed} />
    </>
  )
}

function moved(rules: readonly GateRule[], index: number): GateRule[] {
  const next = [...rules]
  const [rule] = next.splice(index, 1)
  if (rule) next.splice(index - 1, 0, rule)
  return next
}
