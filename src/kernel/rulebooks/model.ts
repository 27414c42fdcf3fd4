export {
  PublishInput,
  RulebookAnswer,
  RuleChangesAnswer,
  RuleEffect,
  RuleVersionAnswer,
} from './model/answers.ts'
export { type DiffOptions, type Difference, differences } from './model/differences.ts'
export { rulebookMessages } from './model/messages.ts'
export { type RuleChange, ruleChanges } from './model/rule-changes.ts'
export { defineRulebook, mayEdit, type Rulebook, RulebookId, type RuleVersion } from './model/rulebook.ts'
