import { type Locale, translate } from '#kernel/i18n/model'
import { describeLimit } from '#kernel/time/model'
import type { Area, Catalogues, Category } from '../../model/incidents/catalogue.ts'
import '../../model/open311/messages.ts'
import { attributesOf } from '../../model/open311/attributes.ts'
import type { Service } from '../../model/open311/service.ts'

/** What can be reported, in the language that is asked for: the active categories of the catalogue in force. */
export type Services = {
  list(locale: Locale): readonly Service[]
  /** Also one that is not reported any more, or of an earlier version of the catalogue. */
  find(code: string, locale: Locale): Service | undefined
  unclassifiedName(locale: Locale): string
}

/** The services that a catalogue makes; read again when another version comes into force. */
export function servicesOf(catalogues: Catalogues, now: () => Date): Services {
  let known: { version: number; told: Readonly<Record<Locale, Told>> } | undefined
  const current = (locale: Locale) => {
    const { version, catalogue } = catalogues.at(now())
    if (known?.version !== version)
      known = { version, told: { 'zh-CN': tell(catalogue, 'zh-CN'), en: tell(catalogue, 'en') } }
    return known.told[locale]
  }
  return {
    list: (locale) => current(locale).list,
    find: (code, locale) => current(locale).byCode.get(code),
    unclassifiedName: (locale) => translate(locale, 'open311.unclassified'),
  }
}

type Told = { list: readonly Service[]; byCode: ReadonlyMap<string, Service> }

function tell({ areas }: { areas: readonly Area[] }, locale: Locale): Told {
  const all = areas.flatMap((area) =>
    area.categories.map((category) => ({ category, service: serviceOf(area, category, locale) })),
  )
  return {
    list: all.filter(({ category }) => category.active).map(({ service }) => service),
    byCode: new Map(all.map(({ service }) => [service.service_code, service])),
  }
}

function serviceOf(area: Area, category: Category, locale: Locale): Service {
  const limit = describeLimit(category.limits[category.urgency], locale)
  const group = area.name[locale]
  const name = category.name[locale]
  return {
    service_code: category.code,
    service_name: name,
    description: translate(locale, 'open311.service.description', {
      name,
      closing: category.closing[locale],
    }),
    keywords: [category.number, group, category.name[locale === 'en' ? 'zh-CN' : 'en']].join(', '),
    group,
    attributes: attributesOf(area.kind, locale),
    notice: translate(locale, 'open311.notice.limit', { limit }),
  }
}
