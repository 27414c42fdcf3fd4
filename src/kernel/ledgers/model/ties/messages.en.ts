import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'ledgers.reaction': 'Reaction',
  'error.ledgers.unknown_entry':
    'There is no such entry, or it is outside what you may see or of another ledger.',
  'error.ledgers.linked_already': 'The entry is linked so already.',
  'error.ledgers.link_loops': 'The link would lead back to where it starts.',
  'error.ledgers.linked_to_itself': 'An entry cannot be linked to itself.',
  'ledgers.relation.duplicate_of': 'Duplicate of',
  'ledgers.relation.caused_by': 'Caused by',
  'ledgers.relation.part_of': 'Part of',
  'ledgers.relation.later_phase_of': 'Later phase of',
  'ledgers.relation_of.duplicate_of': 'Master of',
  'ledgers.relation_of.caused_by': 'Cause of',
  'ledgers.relation_of.part_of': 'Whole of',
  'ledgers.relation_of.later_phase_of': 'Earlier phase of',
  'ledgers.question.entryId': 'Entry',
  'ledgers.question.relation': 'Relation',
  'error.ledgers.reaction_does_one': 'The reaction “{name}” must either register or act, and not both.',
  'error.ledgers.reaction_takes_secret':
    'A reaction cannot carry “{name}”: a person’s secret stays where it was said.',
  'error.ledgers.reaction_lacks_field': 'The reaction does not give the required field “{name}”.',
  'error.ledgers.reaction_reaches_none':
    'No ledger’s entries can be linked so that the reaction reaches them: “{name}”.',
  'error.ledgers.reaction_not_allowed': 'The action “{name}” does not let the kernel take it (by: system).',
  'error.ledgers.reaction_lowers_class':
    'The reaction would carry “{name}” to where more people may read it.',
  'error.ledgers.reaction_not_failed': 'There is no reaction here that waits to be run again.',
  'error.ledgers.reaction_gone': 'What the reaction stands on is no longer there.',
  'error.ledgers.reaction_loops': 'The reaction would go round for ever: it follows from itself.',
  'error.ledgers.reactions_too_deep': 'More than {max} reactions would follow from one another.',
  'error.ledgers.reaction_broke': 'Something unexpected went wrong; it will be tried again.',
  'error.ledgers.link_misplaced':
    'The word link needs a rule of what it links, and no other word has one: “{name}”.',
  'error.ledgers.duplicate_stage_misplaced':
    'Where duplicates can be linked, and only there, the stage of a duplicate is named: “{name}”.',
  'error.ledgers.duplicate_stage_open': 'The stage of a duplicate must be a closed one: “{name}”.',
}
