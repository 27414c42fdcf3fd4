import { AppError } from '#kernel/errors/model'
import type { EntryState, Judged, Values } from '#kernel/ledgers/model'
import { addDays, shanghaiDate } from '#kernel/time/model'
import {
  type Catalogue,
  type Catalogues,
  findCategory,
  type PublishedCatalogue,
  Urgency,
} from './catalogue.ts'

/**
 * What the catalogue in force makes of an action on an incident: area, urgency and limits where it is filed or filed
 * anew, in which cell it lies where nobody said, how often it was sent back, who handled it, and until when it may be reopened. It is logged with the action,
 * so that a later version of the catalogue moves no date of an entry.
 * @throws AppError incidents.category_not_active
 */
export function judgeIncident(catalogues: Catalogues): (asked: Judged) => Values {
  return ({ action, before, values, effectiveAt, lookedUp }) => {
    const moment = new Date(effectiveAt)
    switch (action) {
      case 'register':
        return { ...classified(catalogues.at(moment), values), ...lookedUp, sentBack: 0 }
      case 'add_facts':
        return lookedUp
      case 'classify':
        return classified(keptBy(catalogues, before, moment), refiled(before.values, values))
      case 'send_back':
        return { sentBack: (typeof values['sentBack'] === 'number' ? values['sentBack'] : 0) + 1 }
      case 'reopen':
        return { sentBack: 0, reopenUntil: null }
      case 'close':
      case 'refuse':
      case 'void':
        return {
          handledBy: before.organisationId,
          reopenUntil: reopenUntil(keptBy(catalogues, before, moment), moment),
        }
      default:
        return {}
    }
  }
}

/** The version that a matter was registered under: it stays with it, whatever is published later. */
export function keptVersion(catalogues: Catalogues, version: unknown, moment: Date): PublishedCatalogue {
  return (typeof version === 'number' ? catalogues.version(version) : undefined) ?? catalogues.at(moment)
}

export function keptBy(
  catalogues: Catalogues,
  { values }: Pick<EntryState, 'values'>,
  moment: Date,
): PublishedCatalogue {
  return keptVersion(catalogues, values['catalogueVersion'], moment)
}

function reopenUntil({ catalogue }: PublishedCatalogue, moment: Date): string {
  return addDays(shanghaiDate(moment), catalogue.reopenDays)
}

function classified({ version, catalogue }: PublishedCatalogue, values: Values): Values {
  const code = values['category']
  if (typeof code !== 'string')
    return { catalogueVersion: version, ...signBy(catalogue, Urgency.safeParse(values['urgency']).data) }
  const found = findCategory(catalogue, code)
  if (!found?.category.active)
    throw new AppError('incidents.category_not_active', { status: 409, params: { category: code } })
  const { area, category } = found
  const urgency = Urgency.safeParse(values['urgency']).data ?? category.urgency
  const limit = category.limits[urgency]
  return {
    area: area.code,
    urgency,
    catalogueVersion: version,
    limitCount: limit.count,
    limitUnit: limit.unit,
    ...signBy(catalogue, urgency),
  }
}

/** Filed under another category, a matter is as urgent as that one, unless the action says how urgent it is. */
function refiled(before: Values, values: Values): Values {
  const moved = before['category'] !== values['category'] && before['urgency'] === values['urgency']
  return moved ? { ...values, urgency: null } : values
}

function signBy({ sign }: Catalogue, urgency: Urgency = 'ordinary'): Values {
  return { signCount: sign[urgency].count, signUnit: sign[urgency].unit }
}
