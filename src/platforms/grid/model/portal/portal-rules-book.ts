import { defineRulebook } from '#kernel/rulebooks/model'
import { translate } from '#kernel/i18n/model'
import { label } from './labels.ts'
import './messages.ts'
import { limitNames, PortalRules } from './portal-rules.ts'

/** What keeps the portal from being flooded, as a rule that is data: whoever manages the portal keeps it. */
export const portalRulesBook = defineRulebook<PortalRules>({
  id: 'grid_portal',
  title: label('portal.rules'),
  right: 'portal.manage',
  per: 'installation',
  body: PortalRules,
  words: {
    limits: 'portal.rules.limits',
    windows: 'portal.rules.windows',
    windowMinutes: 'portal.rules.windowMinutes',
    free: 'portal.rules.free',
    most: 'portal.rules.most',
    patience: 'portal.rules.patience',
    blockDays: 'portal.rules.blockDays',
    abuse: 'portal.rules.abuse',
    limit: 'portal.rules.limit',
    code: 'portal.rules.code',
    minutes: 'portal.rules.minutes',
    tries: 'portal.rules.tries',
    sessionHours: 'portal.rules.sessionHours',
    photos: 'portal.rules.photos',
    count: 'portal.rules.count',
    megabytes: 'portal.rules.megabytes',
    unusedHours: 'portal.rules.unusedHours',
  },
  lists: { limits: 'what', windows: null },
  show: ({ value }) =>
    limitNames.some((name) => name === value)
      ? {
          'zh-CN': translate('zh-CN', `portal.limit.${String(value)}`),
          en: translate('en', `portal.limit.${String(value)}`),
        }
      : undefined,
})
