import { GateContent } from '../../model/gate/rules.ts'
import { readData } from '../loading.ts'

/** The rules that the pages name, for an office to start from; what they don't say is left to the district. */
export function readGateTemplate(dataFolder?: string): GateContent {
  return GateContent.parse(JSON.parse(readData('gate/template.json', dataFolder)))
}
