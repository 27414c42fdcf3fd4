import { Segmented } from 'antd'
import { RulebookPart } from '#kernel/rulebooks/web'
import { PageHeader, useAddress, useT } from '#kernel/ui/web'
import { ruleBooks, type RuleKind } from '../../model/rules/rules.ts'
import { RuleForm } from './RuleForm.tsx'
import './rules.css'

const kinds = ['progress_light', 'investment_reporting', 'statistical_entry'] as const

/** Rules that are data: what is in force, a draft and what it would judge otherwise, and every version with its reason. */
export default function RulesPage() {
  const t = useT()
  const [{ rule: asked }, change] = useAddress()
  const kind = kinds.find((known) => known === asked) ?? 'progress_light'
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
        <RulebookPart<unknown>
          key={kind}
          book={ruleBooks[kind].id}
          about={t(`projects.rules.about.${kind}`)}
          editor={(props) => <RuleForm kind={kind} {...props} />}
          effect={{
            word: (verdict) => verdictWord(t, kind, verdict),
            pathOf: (id) => (kind === 'investment_reporting' ? `/entries/${id}` : `/projects/${id}`),
          }}
          judged={[['projects']]}
        />
      </div>
    </>
  )
}

function verdictWord(t: ReturnType<typeof useT>, kind: RuleKind, verdict: string): string {
  if (kind === 'progress_light') return t(`projects.investment.light.${verdict}`)
  return kind === 'statistical_entry' ? t(`projects.entry.verdict.${verdict}`) : verdict
}
