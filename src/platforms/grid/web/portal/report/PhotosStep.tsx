import { Question, useT } from '#kernel/ui/portal'
import { Photos, usePhotos } from '../Photos.tsx'
import type { StepProps } from './draft.ts'

export function PhotosStep({ draft, change, go, back }: StepProps) {
  const t = useT()
  const held = usePhotos(draft.photos, (photos) => change({ photos }))
  const { problem, busy } = held
  return (
    <Question
      title={t('portal.report.photos')}
      back={back}
      problems={problem === undefined ? [] : [{ field: 'photos', text: problem }]}
      onSubmit={() => go('contact')}
      busy={busy}
      submit={t(draft.photos.length === 0 ? 'portal.photos.without' : 'ui.plain.continue')}
    >
      <Photos {...held} />
    </Question>
  )
}
