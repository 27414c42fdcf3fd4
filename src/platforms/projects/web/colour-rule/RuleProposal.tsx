import { useQuery } from '@tanstack/react-query'
import { App, Button, InputNumber, Segmented } from 'antd'
import { useState } from 'react'
import { AppLink, asApiError, ErrorState, Loading, ProjectColour, useT } from '#kernel/ui/web'
import { type Fraction, isAllowedSetting } from '../../model/colour.ts'
import type { ColourEffect } from '../../model/wall-query.ts'
import { projectAddress } from '../addresses.ts'
import { effectQuery, shareText, useSetRule } from './queries.ts'

/** Shares that can be said in a sentence; others are typed. */
const usual: readonly Fraction[] = [
  { numerator: 1, denominator: 3 },
  { numerator: 2, denominator: 5 },
  { numerator: 1, denominator: 2 },
  { numerator: 3, denominator: 5 },
  { numerator: 2, denominator: 3 },
]

/** Tries another share, shows what it would change, and sets it after that was seen. */
export function RuleProposal({ present }: { present: Fraction }) {
  const t = useT()
  const [share, setShare] = useState<Fraction>(present)
  const allowed = isAllowedSetting({ yellowFrom: share })
  const isPresent = share.numerator * present.denominator === present.numerator * share.denominator
  return (
    <section>
      <h2>{t('projects.rule.propose')}</h2>
      <div className="colour-rule-choice">
        <Segmented
          aria-label={t('projects.rule.share')}
          value={shareText(share)}
          options={usual.map(shareText)}
          onChange={(text) => setShare(usual.find((one) => shareText(one) === text) ?? share)}
        />
        <span className="colour-rule-fraction">
          <PartInput part="numerator" share={share} allowed={allowed} onChange={setShare} />
          <span aria-hidden="true">/</span>
          <PartInput part="denominator" share={share} allowed={allowed} onChange={setShare} />
        </span>
      </div>
      {!allowed && (
        <p className="yw-form-problem" role="alert">
          {t('error.projects.rule_out_of_range')}
        </p>
      )}
      {allowed && isPresent && <p className="yw-quiet">{t('projects.rule.present')}</p>}
      {allowed && !isPresent && <Effect share={share} />}
    </section>
  )
}

type PartInputProps = {
  part: 'numerator' | 'denominator'
  share: Fraction
  allowed: boolean
  onChange: (share: Fraction) => void
}

function PartInput({ part, share, allowed, onChange }: PartInputProps) {
  const t = useT()
  return (
    <InputNumber
      aria-label={t(`projects.rule.${part}`)}
      min={1}
      max={99}
      precision={0}
      status={allowed ? '' : 'error'}
      value={share[part]}
      onChange={(value) => value !== null && onChange({ ...share, [part]: value })}
    />
  )
}

function Effect({ share }: { share: Fraction }) {
  const t = useT()
  const { modal, message } = App.useApp()
  const { data, error, refetch } = useQuery(effectQuery(share))
  const setRule = useSetRule()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={4} />
  const ask = () =>
    void modal.confirm({
      title: t('projects.rule.set.ask', { share: shareText(share) }),
      content: t('projects.rule.set.text', { count: data.changes.length }),
      okText: t('projects.rule.set'),
      cancelText: t('ui.cancel'),
      onOk: () =>
        setRule.mutateAsync(share).then(
          () => void message.success(t('projects.rule.set.done')),
          (fault: unknown) => void message.error(asApiError(fault).detail),
        ),
    })
  return (
    <>
      <EffectTables effect={data} />
      <Button type="primary" loading={setRule.isPending} onClick={ask}>
        {t('projects.rule.set')}
      </Button>
    </>
  )
}

const shownMax = 100

function EffectTables({ effect: { projects, counts, changes } }: { effect: ColourEffect }) {
  const t = useT()
  return (
    <>
      <p role="status">{t('projects.rule.effect', { count: changes.length, projects })}</p>
      <table className="colour-rule-counts">
        <caption className="yw-visually-hidden">{t('projects.rule.counts')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('projects.field.colour')}</th>
            <th scope="col">{t('projects.rule.now')}</th>
            <th scope="col">{t('projects.rule.then')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ colour, before, after }) => (
            <tr key={colour} data-changed={before === after ? undefined : ''}>
              <th scope="row">
                <ProjectColour colour={colour} />
              </th>
              <td className="yw-number">{before}</td>
              <td className="yw-number">{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="yw-rows">
        {changes.slice(0, shownMax).map(({ id, name, before, after, done, total }) => (
          <li key={id}>
            <AppLink to={projectAddress(id)}>{name}</AppLink>
            <span className="yw-number">{t('projects.rule.procedures', { done, total })}</span>
            <span>
              <ProjectColour colour={before} /> → <ProjectColour colour={after} />
            </span>
          </li>
        ))}
      </ul>
      {changes.length > shownMax && (
        <p className="yw-quiet">{t('projects.rule.more', { count: changes.length - shownMax })}</p>
      )}
    </>
  )
}
