import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PlainPage, useAddress, useDraft, useT } from '#kernel/ui/portal'
import type { ReportReceipt } from '../../../model/portal/answers.ts'
import { setupQuery } from '../queries.ts'
import { CategoryStep, KindStep } from './KindSteps.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ContactStep, PhoneStep } from './ContactSteps.tsx'
import { blankReport, type ReportStep, reportSteps } from './draft.ts'
import { AddressStep, HereStep, HowStep, MapStep } from './PlaceSteps.tsx'
import { CommunityStep, StreetStep } from './PlaceLists.tsx'
import { PhotosStep } from './PhotosStep.tsx'
import { Receipt } from './Receipt.tsx'
import { SimilarStep } from './SimilarStep.tsx'
import { WordsStep } from './WordsStep.tsx'

const parts = {
  words: WordsStep,
  kind: KindStep,
  category: CategoryStep,
  how: HowStep,
  here: HereStep,
  map: MapStep,
  street: StreetStep,
  community: CommunityStep,
  address: AddressStep,
  similar: SimilarStep,
  photos: PhotosStep,
  contact: ContactStep,
  phone: PhoneStep,
}

const stepIn = (text: string | undefined): ReportStep => reportSteps.find((one) => one === text) ?? 'words'

/** One question after another; each has its address, so that the browser's way back works. */
export default function ReportPage() {
  const [address, setAddress] = useAddress()
  const { content: draft, change, discard } = useDraft('yiwang.portal.report', blankReport)
  const [receipt, setReceipt] = useState<ReportReceipt | null>(null)
  const { data: setup } = useQuery(setupQuery)
  if (receipt) return <Receipt receipt={receipt} />
  if (setup?.open === false) return <ClosedPage />
  // Who comes back with a half-finished report begins where nothing is missing before.
  const asked = stepIn(address['step'])
  const step = asked === 'check' && draft.words === '' ? 'words' : asked
  const go = (next: ReportStep) => setAddress({ step: next }, { push: true })
  const back = step === 'words' ? undefined : () => history.back()
  const set = (part: Partial<typeof draft>) => change((before) => ({ ...before, ...part }))
  if (step === 'check') {
    const done = (answer: ReportReceipt) => {
      discard()
      setReceipt(answer)
    }
    return <CheckStep draft={draft} change={set} go={go} back={back} onDone={done} onDiscard={discard} />
  }
  const Step = parts[step]
  return <Step draft={draft} change={set} go={go} back={back} />
}

/** Nobody is to fill in a report that nobody would take up. */
function ClosedPage() {
  const t = useT()
  return (
    <PlainPage title={t('portal.closed.title')}>
      <p>{t('portal.closed.text')}</p>
      <p>{t('portal.home.urgent')}</p>
    </PlainPage>
  )
}
