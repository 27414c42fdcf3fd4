import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { formatDate } from '#kernel/ui/model'
import {
  AppLink,
  asApiError,
  ErrorState,
  Loading,
  PageHeader,
  useAddress,
  useSession,
  useT,
} from '#kernel/ui/web'
import type { RuleAnswer } from '../../model/rules/answers.ts'
import type { RuleKind } from '../../model/rules/rules.ts'
import { RuleForm } from './RuleForm.tsx'
import { differenceQuery, ruleQuery, useRuleChanges, versionsQuery } from './queries.ts'
import './rules.css'

const kinds = ['progress_light', 'investment_reporting', 'statistical_entry'] as const

/** Rules that are data: what is in force, a draft and what it would judge otherwise, and every version with its reason. */
export default function RulesPage() {
  const t = useT()
  const [{ rule: asked }, change] = useAddress()
  const kind = kinds.find((known) => known === asked) ?? 'progress_light'
  const { data, error, refetch } = useQuery(ruleQuery(kind))
  return (
    <>
      <PageHeader title={t('projects.rules.title')} text={t('projects.rules.text')} />
      <div className="rules">
        <Segmented
          aria-label={t('projects.rules.title')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`projects.rules.kind.${value}`) }))}
          onChange={(value) => change({ rule: value })}
        />
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading lines={6} />}
        {data && (
          <Rule key={`${kind} ${data.rule.version} ${data.draft?.savedAt ?? ''}`} kind={kind} answer={data} />
        )}
        <Versions kind={kind} />
      </div>
    </>
  )
}

function Rule({ kind, answer: { rule, draft } }: { kind: RuleKind; answer: RuleAnswer }) {
  const t = useT()
  const { session } = useSession()
  const { message } = App.useApp()
  const { save, drop } = useRuleChanges(kind)
  const [body, setBody] = useState<unknown>(draft?.body ?? rule.body)
  const may = session.rights.includes('ledgers.import')
  const told = (error: unknown) => void message.error(asApiError(error).detail)
  const isSaved = JSON.stringify(body) === JSON.stringify(draft?.body ?? rule.body)
  return (
    <section>
      <h2>
        {rule.version === 0
          ? t('projects.rules.first')
          : t('projects.rules.version', { version: rule.version })}
      </h2>
      <p className="yw-quiet">{t(`projects.rules.about.${kind}`)}</p>
      <RuleForm kind={kind} body={body} disabled={!may} onChange={setBody} />
      {!may && <p className="yw-quiet">{t('projects.rule.read_only')}</p>}
      {may && (
        <p className="rules-buttons">
          <Button
            disabled={isSaved}
            loading={save.isPending}
            onClick={() => save.mutateAsync(body).catch(told)}
          >
            {t('projects.rules.save_draft')}
          </Button>
          {draft && (
            <Button loading={drop.isPending} onClick={() => drop.mutateAsync().catch(told)}>
              {t('projects.rules.drop_draft')}
            </Button>
          )}
        </p>
      )}
      {draft && isSaved && (
        <Difference kind={kind} savedAt={draft.savedAt} version={rule.version} may={may} />
      )}
    </section>
  )
}

type DifferenceProps = { kind: RuleKind; savedAt: string; version: number; may: boolean }
const shownMax = 100

/** What the draft would judge otherwise, and, after that was seen, its publication. */
function Difference({ kind, savedAt, version, may }: DifferenceProps) {
  const t = useT()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const { data, error, refetch } = useQuery(differenceQuery(kind, savedAt))
  const { publish } = useRuleChanges(kind)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={3} />
  const word = (verdict: string) => verdictWord(t, kind, verdict)
  return (
    <>
      <h2>{t('projects.rules.difference')}</h2>
      <p role="status">{t('projects.rules.changes', { count: data.changes.length, judged: data.judged })}</p>
      <ul className="yw-rows">
        {data.changes.slice(0, shownMax).map(({ id, name, before, after }) => (
          <li key={id}>
            <AppLink to={kind === 'investment_reporting' ? `/entries/${id}` : `/projects/${id}`}>
              {name}
            </AppLink>
            <span>
              {word(before)} → {word(after)}
            </span>
          </li>
        ))}
      </ul>
      {may && (
        <p className="rules-buttons">
          <Input
            aria-label={t('projects.rules.reason')}
            placeholder={t('projects.rules.reason')}
            value={reason}
            maxLength={400}
            onChange={({ target }) => setReason(target.value)}
          />
          <Button
            type="primary"
            disabled={reason.trim().length < 2}
            loading={publish.isPending}
            onClick={() =>
              publish.mutateAsync({ reason: reason.trim(), expectedVersion: version }).then(
                () => void message.success(t('projects.rules.published')),
                (fault: unknown) => void message.error(asApiError(fault).detail),
              )
            }
          >
            {t('projects.rules.publish')}
          </Button>
        </p>
      )}
    </>
  )
}

function verdictWord(t: ReturnType<typeof useT>, kind: RuleKind, verdict: string): string {
  if (kind === 'progress_light') return t(`projects.investment.light.${verdict}`)
  return kind === 'statistical_entry' ? t(`projects.entry.verdict.${verdict}`) : verdict
}

function Versions({ kind }: { kind: RuleKind }) {
  const t = useT()
  const { data, error, refetch } = useQuery(versionsQuery(kind))
  return (
    <section>
      <h2>{t('projects.rule.changes')}</h2>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className="yw-quiet">{t('projects.rules.none')}</p>}
      <ul className="yw-rows">
        {data?.map(({ version, reason, by, inForceFrom }) => (
          <li key={version}>
            <span>{t('projects.rules.version', { version })}</span>
            <span>{reason}</span>
            <span>{by}</span>
            <span className="yw-quiet yw-number">{inForceFrom && formatDate(inForceFrom, true)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
