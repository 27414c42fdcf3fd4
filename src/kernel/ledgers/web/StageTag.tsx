import type { LedgerAnswer } from '#kernel/ledgers/model'
import { useLocalText } from '#kernel/ui/web'

/** A stage's name; what is still open stands out from what has ended. */
export function StageTag({ declaration, stage }: { declaration: LedgerAnswer; stage: string }) {
  const text = useLocalText()
  const found = declaration.stages.find((item) => item.id === stage)
  return (
    <span className={found?.open === false ? 'entry-stage entry-stage-ended' : 'entry-stage'}>
      {found ? text(found.label) : stage}
    </span>
  )
}
