import { translate } from '#kernel/i18n/model'
import { defineRulebook } from '#kernel/rulebooks/model'
import { rosterRight } from '../people/people.ts'
import '../messages.ts'
import { CoverageRule } from './coverage.ts'

const said = (key: string) => ({ 'zh-CN': translate('zh-CN', key), en: translate('en', key) })

/** The rule of visits, which each district sets for itself. */
export const coverageBook = defineRulebook<CoverageRule>({
  id: 'grid_coverage',
  title: said('cells.coverage.rule'),
  right: rosterRight,
  per: 'district',
  body: CoverageRule,
  words: { visitDays: 'cells.coverage.visitDays' },
})
