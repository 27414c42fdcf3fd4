import { isBuilding, isInProduction, type ProjectStage } from './stages.ts'

/** 红黄蓝绿, and the one that is none of them: no procedure is recorded, so no colour can be proved. */
export const projectColours = ['red', 'yellow', 'blue', 'green', 'not_provable'] as const
export type ProjectColour = (typeof projectColours)[number]

export type Fraction = { readonly numerator: number; readonly denominator: number }

/**
 * The page gives red below one third and yellow at two thirds, and nothing between. From which share on a project
 * is yellow is the district's setting, within that range.
 */
export type ColourSettings = { readonly yellowFrom: Fraction }
export const defaultColourSettings: ColourSettings = { yellowFrom: { numerator: 2, denominator: 3 } }

export type ProcedureState = {
  readonly done: boolean
  /** False where the project does not need the procedure: then it counts on neither side. */
  readonly applicable?: boolean
}

export type ColourReason =
  | 'no_procedures'
  | 'in_production'
  | 'in_production_procedures_open'
  | 'all_done_building'
  | 'all_done_not_building'
  | 'enough_done'
  | 'too_few_done'
  | 'too_few_done_but_building'

export type ColourVerdict = {
  readonly colour: ProjectColour
  readonly done: number
  readonly total: number
  /** The reason's code; the text is the message `projects.colour.because.<reason>` with the params. */
  readonly because: ColourReason
  readonly params: {
    readonly done: number
    readonly total: number
    readonly numerator: number
    readonly denominator: number
  }
}

/**
 * The colour of a project (F06): 红 手续刚完成备案,不足1/3; 黄 完成2/3; 蓝 全部办结,进入施工; 绿 进入投产.
 * A project without a recorded procedure has none, whatever its stage: the pages' stage words cover "built" and
 * "in production" alike, so that green from the word alone would be a guess.
 */
export function colourOf(
  project: { readonly procedures: readonly ProcedureState[]; readonly stage: ProjectStage },
  settings: ColourSettings = defaultColourSettings,
): ColourVerdict {
  const counted = project.procedures.filter((procedure) => procedure.applicable !== false)
  const total = counted.length
  const done = counted.filter((procedure) => procedure.done).length
  const { numerator, denominator } = settings.yellowFrom
  const verdict = (colour: ProjectColour, because: ColourReason): ColourVerdict => ({
    colour,
    done,
    total,
    because,
    params: { done, total, numerator, denominator },
  })

  if (total === 0) return verdict('not_provable', 'no_procedures')
  if (isInProduction(project.stage)) {
    return verdict('green', done === total ? 'in_production' : 'in_production_procedures_open')
  }
  if (done === total) {
    return isBuilding(project.stage)
      ? verdict('blue', 'all_done_building')
      : verdict('yellow', 'all_done_not_building')
  }
  // Whole numbers on both sides: 2 of 3 is two thirds exactly, which no float is.
  if (done * denominator >= total * numerator) return verdict('yellow', 'enough_done')
  return verdict('red', isBuilding(project.stage) ? 'too_few_done_but_building' : 'too_few_done')
}

/** True where a setting keeps to the range that the page leaves open: one third to two thirds. */
export function isAllowedSetting({ yellowFrom: { numerator, denominator } }: ColourSettings): boolean {
  if (!Number.isInteger(numerator) || !Number.isInteger(denominator) || denominator <= 0) return false
  return numerator * 3 >= denominator && numerator * 3 <= denominator * 2
}
