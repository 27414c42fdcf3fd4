import type { WebPlatform } from '#kernel/ui/web'
import '../model/messages.ts'
import { cellsPart } from './cells/part.ts'
import { incidentsPart } from './incidents/part.ts'
import { deskPart } from './desk/part.ts'
import type { GridWebPart } from './part.ts'
import { portalDeskPart } from './portal-desk/part.ts'
import { hotlinePart } from './hotline/part.ts'
import { open311Part } from './open311/part.ts'
import { rulesPart } from './rules/part.ts'
import { wallPages } from './wall/part.ts'

/** In the order in which they stand in the navigation. */
const parts: readonly GridWebPart[] = [
  wallPages,
  deskPart,
  incidentsPart,
  cellsPart,
  portalDeskPart,
  hotlinePart,
  open311Part,
  rulesPart,
]

export const webPlatform: WebPlatform = {
  id: 'grid',
  titleKey: 'grid.platform',
  navigation: parts.flatMap(({ navigation }) => navigation),
  routes: parts.flatMap(({ routes }) => routes),
  objectParts: parts.flatMap(({ objectParts }) => objectParts ?? []),
  fieldViews: Object.assign({}, ...parts.map(({ fieldViews }) => fieldViews)),
}
