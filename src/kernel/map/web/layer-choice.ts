/** What one chose to see of the map: which layers, in which order (the first lies on top), how strongly. */
export type LayerChoice = { id: string; visible: boolean; opacity: number }

/** The part of a layer that the choice goes by. */
type Known = { id: string; kind: string }

const kindsOnTop = ['entry', 'place', 'enterprise', 'cell', 'division']

/** Points lie over areas; of the divisions all but the smallest are shown at first, of the rest the entries. */
function firstChoice(layers: readonly Known[]): LayerChoice[] {
  return layers
    .toSorted((a, b) => kindsOnTop.indexOf(a.kind) - kindsOnTop.indexOf(b.kind))
    .map(({ id, kind }) => ({ id, visible: kind === 'division' || kind === 'entry', opacity: 1 }))
}

/** The choice for the layers that there are: what is gone is dropped, what is new stands where it would at first. */
export function choiceFor(layers: readonly Known[], remembered: readonly LayerChoice[]): LayerChoice[] {
  const first = firstChoice(layers)
  const kept = remembered.filter(({ id }) => layers.some((layer) => layer.id === id))
  const result = [...kept]
  first.forEach((choice, at) => {
    if (kept.some(({ id }) => id === choice.id)) return
    const before = first.slice(0, at).findLast(({ id }) => result.some((other) => other.id === id))
    result.splice(before ? result.findIndex(({ id }) => id === before.id) + 1 : 0, 0, choice)
  })
  return result
}

/** Moves a layer one place up (towards the reader) or down. */
export function moved(choice: readonly LayerChoice[], id: string, step: -1 | 1): LayerChoice[] {
  const at = choice.findIndex((layer) => layer.id === id)
  const to = at + step
  const [layer, other] = [choice[at], choice[to]]
  if (!layer || !other) return [...choice]
  return choice.map((one, index) => (index === at ? other : index === to ? layer : one))
}

export function changed(
  choice: readonly LayerChoice[],
  id: string,
  patch: Partial<Omit<LayerChoice, 'id'>>,
): LayerChoice[] {
  return choice.map((layer) => (layer.id === id ? { ...layer, ...patch } : layer))
}

/** The visible layers as an address says them: `township,cell:fire@0.5`, the topmost first. */
export function choiceText(choice: readonly LayerChoice[]): string {
  return choice
    .filter(({ visible }) => visible)
    .map(({ id, opacity }) => (opacity === 1 ? id : `${id}@${opacity}`))
    .join(',')
}

/** What an address asks to see, over what is remembered; null where it says nothing. */
export function choiceFromText(
  text: string | undefined,
  choice: readonly LayerChoice[],
): LayerChoice[] | null {
  if (text === undefined) return null
  const named = text.split(',').flatMap((part): LayerChoice[] => {
    const [id = '', strength] = part.split('@')
    const opacity = Number(strength ?? 1)
    const valid = choice.some((layer) => layer.id === id) && opacity >= 0 && opacity <= 1
    return valid ? [{ id, visible: true, opacity }] : []
  })
  const rest = choice.filter(({ id }) => !named.some((layer) => layer.id === id))
  return [...named, ...rest.map((layer) => ({ ...layer, visible: false }))]
}

const keyOf = (accountId: number) => `yiwang.map.layers.${accountId}`

export function rememberedChoice(storage: Pick<Storage, 'getItem'>, accountId: number): LayerChoice[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(keyOf(accountId)) ?? '[]')
    return Array.isArray(found) ? found.filter(isChoice) : []
  } catch {
    return []
  }
}

export function rememberChoice(
  storage: Pick<Storage, 'setItem'>,
  accountId: number,
  choice: readonly LayerChoice[],
): void {
  storage.setItem(keyOf(accountId), JSON.stringify(choice))
}

function isChoice(value: unknown): value is LayerChoice {
  if (typeof value !== 'object' || value === null) return false
  const { id, visible, opacity } = value as Partial<LayerChoice>
  return typeof id === 'string' && typeof visible === 'boolean' && typeof opacity === 'number'
}
