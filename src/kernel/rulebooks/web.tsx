import './model/messages.ts'
import './web/messages.ts'

export { type RuleEditorProps, RulebookPart } from './web/RulebookPart.tsx'
export { rulebookQuery } from './web/queries.ts'
