import { translate } from '#kernel/i18n/model'
import { describeLimit } from '#kernel/time/model'
import type { Area, Catalogues, Category } from '../../model/incidents/catalogue.ts'
import '../../model/open311/messages.ts'
import { attributesOf } from '../../model/open311/attributes.ts'
import type { Service } from '../../model/open311/service.ts'

/** What can be reported, in the language of the data: the active categories of the catalogue in force. */
export type Services = {
  list(): readonly Service[]
  /** Also one that is not reported any more, or of an earlier version of the catalogue. */
  find(code: string): Service | undefined
  unclassifiedName: string
  /** When what is told of services changed last. */
  changedAt: Date
}

/** The services that a catalogue makes; read again when another version comes into force. */
export function servicesOf(catalogues: Catalogues, now: () => Date): Services {
  let known: { version: number; list: Service[]; byCode: Map<string, Service> } | undefined
  const current = () => {
    const { version, catalogue } = catalogues.at(now())
    if (known?.version === version) return known
    const all = catalogue.areas.flatMap((area) =>
      area.categories.map((category) => ({ category, service: serviceOf(area, category) })),
    )
    known = {
      version,
      list: all.filter(({ category }) => category.active).map(({ service }) => service),
      byCode: new Map(all.map(({ service }) => [service.service_code, service])),
    }
    return known
  }
  return {
    list: () => current().list,
    find: (code) => current().byCode.get(code),
    unclassifiedName: translate('zh-CN', 'open311.unclassified'),
    changedAt: now(),
  }
}

function serviceOf(area: Area, category: Category): Service {
  const limit = describeLimit(category.limits[category.urgency], 'zh-CN')
  const group = area.name['zh-CN']
  const name = category.name['zh-CN']
  return {
    service_code: category.code,
    service_name: name,
    description: translate('zh-CN', 'open311.service.description', {
      name,
      closing: category.closing['zh-CN'],
    }),
    keywords: [category.number, group, category.name.en].join(', '),
    group,
    attributes: attributesOf(area.kind),
    notice: translate('zh-CN', 'open311.notice.limit', { limit }),
  }
}
