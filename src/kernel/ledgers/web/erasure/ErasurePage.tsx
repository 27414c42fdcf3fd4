import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { ErasureAnswer } from '#kernel/ledgers/model'
import { formatDate } from '#kernel/ui/model'
import { AppLink, asApiError, Empty, ErrorState, Loading, PageHeader, useT } from '#kernel/ui/web'
import { AskErasureForm } from './AskErasureForm.tsx'
import { ErasurePlanView } from './ErasurePlanView.tsx'
import { erasureQuery, useErasure } from './erasure-queries.ts'
import '../ledgers.css'
import './erasure.css'
import './messages.ts'

/** A person's erasure by law: what it would take, who asked, and the second person's word. */
export function ErasurePage({ personId }: { personId: string }) {
  const t = useT()
  const { data, error, refetch } = useQuery(erasureQuery(personId))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading lines={6} />
  const name = data.name === '' ? t('registry.erased_person') : data.name
  return (
    <>
      <PageHeader title={t('ledgers.erasure.title', { name })} text={t('ledgers.erasure.text')} />
      <div className="erasure">
        {data.certificate === null ? <Standing answer={data} /> : <Done certificate={data.certificate} />}
      </div>
    </>
  )
}

function Done({ certificate }: { certificate: string }) {
  const t = useT()
  return (
    <Empty
      title={t('ledgers.erasure.done')}
      text={t('ledgers.erasure.done.text')}
      action={<AppLink to={`/erasures/${certificate}`}>{t('ledgers.erasure.see', { certificate })}</AppLink>}
    />
  )
}

function Standing({ answer }: { answer: ErasureAnswer }) {
  return (
    <>
      {answer.request && <Decision answer={answer} request={answer.request} />}
      {answer.plan && <ErasurePlanView plan={answer.plan} />}
      {answer.can.ask && answer.plan && (
        <AskErasureForm personId={answer.personId} hindered={answer.plan.obstacles.length > 0} />
      )}
    </>
  )
}

type DecisionProps = { answer: ErasureAnswer; request: NonNullable<ErasureAnswer['request']> }

function Decision({ answer: { personId, name, can }, request }: DecisionProps) {
  const t = useT()
  const { mutate, error, isPending } = useErasure(personId)
  const [sure, setSure] = useState(false)
  const { askedBy, askedAt, legalBasis, requestNo, reason, overrideGround, phones } = request
  const facts: [string, string | null][] = [
    ['asked_by', `${askedBy.name} · ${formatDate(askedAt, true)}`],
    ['legal_basis', legalBasis],
    ['request_no', requestNo],
    ['reason', reason],
    ['override', overrideGround],
    ['phones', phones.length > 0 ? phones.join(', ') : null],
  ]
  return (
    <section className="erasure-decision" aria-label={t('ledgers.erasure.asked')}>
      <h2>{t('ledgers.erasure.asked')}</h2>
      <dl>
        {facts.map(([key, value]) =>
          value === null ? null : (
            <div key={key}>
              <dt>{t(`ledgers.erasure.fact.${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {!can.confirm && <p>{t('ledgers.erasure.waits')}</p>}
      {error && (
        <p role="alert" className="erasure-problem">
          {asApiError(error).detail}
        </p>
      )}
      <div className="form-buttons">
        {can.confirm && (
          <Button type="primary" onClick={() => setSure(true)}>
            {t('ledgers.erasure.confirm')}
          </Button>
        )}
        {can.withdraw && (
          <Button loading={isPending} onClick={() => mutate({ step: 'withdraw' })}>
            {t('ledgers.erasure.withdraw')}
          </Button>
        )}
      </div>
      <Modal
        open={sure}
        title={t('ledgers.erasure.sure', { name })}
        okText={t('ledgers.erasure.confirm')}
        cancelText={t('ui.cancel')}
        okButtonProps={{ loading: isPending }}
        onOk={() => mutate({ step: 'confirm' }, { onSettled: () => setSure(false) })}
        onCancel={() => setSure(false)}
      >
        <p>{t('ledgers.erasure.sure.text')}</p>
      </Modal>
    </section>
  )
}
