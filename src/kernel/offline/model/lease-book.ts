import { translate } from '#kernel/i18n/model'
import { defineRulebook } from '#kernel/rulebooks/model'
import './messages.ts'
import { OfflineRule } from './snapshot.ts'

const said = (key: string) => ({ 'zh-CN': translate('zh-CN', key), en: translate('en', key) })

/** For how long phones work without a line, and how many wrong PINs they bear, as a rule that is data. */
export const leaseBook = defineRulebook<OfflineRule>({
  id: 'offline_lease',
  title: said('offline.rule'),
  right: 'identity.manage',
  per: 'installation',
  body: OfflineRule,
  words: { leaseHours: 'offline.rule.leaseHours', pinTries: 'offline.rule.pinTries' },
})

/** Until one is published. */
export const firstLeaseRule: OfflineRule = { leaseHours: 12, pinTries: 6 }
