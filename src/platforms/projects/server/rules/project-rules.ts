import {
  type OpenRulebook,
  type RulebookHooks,
  type Rulebooks,
  publishAtOnce,
} from '#kernel/rulebooks/server'
import type { Engine } from '#kernel/ledgers/server'
import type { ColourSettings } from '../../model/colour.ts'
import { firstRules, type RuleBody, type RuleKind, ruleBooks } from '../../model/rules/rules.ts'
import { followColours } from '../colour-rule-routes.ts'
import { effectOf } from './rule-effect.ts'

/** The rules that the district set for its projects. */
export type ProjectRules = { readonly [Kind in RuleKind]: OpenRulebook<RuleBody<Kind>> } & {
  /** What the colours are computed by now. */
  readonly colours: () => ColourSettings
  /** Brings what this process knows up to date. */
  readonly reload: () => Promise<void>
  readonly setColours: (body: ColourSettings, accountId: number) => Promise<void>
}

export function declareProjectRules(rulebooks: Rulebooks): ProjectRules {
  const declare = <Kind extends RuleKind>(kind: Kind) =>
    rulebooks.declare({ ...ruleBooks[kind], first: firstRules[kind] })
  const colour = declare('colour')
  return {
    colour,
    progress_light: declare('progress_light'),
    investment_reporting: declare('investment_reporting'),
    statistical_entry: declare('statistical_entry'),
    colours: () => colour.now().body,
    reload: () => rulebooks.reload(),
    setColours: async (body, accountId) => {
      await publishAtOnce(rulebooks, colour, { body, reason: '', accountId })
    },
  }
}

/** What a draft of each would judge otherwise, and what follows from a publication. */
export function projectRuleHooks(engine: Engine, rules: ProjectRules): Record<string, RulebookHooks> {
  const kinds = Object.keys(ruleBooks) as RuleKind[]
  const hooks = kinds.map((kind): [string, RulebookHooks] => [
    ruleBooks[kind].id,
    { effect: (actor, draft) => effectOf({ engine, rules }, actor, kind, draft as RuleBody<typeof kind>) },
  ])
  return {
    ...Object.fromEntries(hooks),
    [ruleBooks.colour.id]: {
      ...Object.fromEntries(hooks)[ruleBooks.colour.id],
      published: (actor) => followColours({ engine, rules }, actor),
    },
  }
}
