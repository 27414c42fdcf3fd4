import { useState } from 'react'
import type { MapLayer } from '#kernel/map/model'
import { useAddress, useSession } from '#kernel/ui/web'
import {
  choiceFor,
  choiceFromText,
  choiceText,
  type LayerChoice,
  rememberChoice,
  rememberedChoice,
} from './layer-choice.ts'

type Held = { choice: LayerChoice[]; choose: (next: LayerChoice[]) => void }

/** Which layers are seen: as the address says, else as this account last chose in this browser. */
export function useLayerChoice(layers: readonly MapLayer[]): Held {
  const { session } = useSession()
  const [address, change] = useAddress()
  const [remembered, setRemembered] = useState(() => rememberedChoice(localStorage, session.account.id))
  const own = choiceFor(layers, remembered)
  const asked = choiceFromText(address['layers'], own)
  const choose = (next: LayerChoice[]) => {
    setRemembered(next)
    rememberChoice(localStorage, session.account.id, next)
    change({ layers: choiceText(next) || '-' })
  }
  // Opacity and visibility that the address says; the order of the rest is one's own.
  return { choice: asked ?? own, choose }
}
