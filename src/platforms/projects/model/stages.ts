import { zhCN } from './messages.zh-CN.ts'

/** From first thought to running at full capacity, in the order a project walks through them (F04). */
export const projectStages = [
  'planning',
  'negotiation',
  'signing',
  'procedures',
  'to_start',
  'groundbreaking',
  'construction',
  'trial_production',
  'production',
  'full_capacity',
  'operation',
] as const
export type ProjectStage = (typeof projectStages)[number]

export const projectCategories = [
  'industry',
  'digital_economy',
  'energy',
  'logistics',
  'agriculture',
  'culture_tourism',
  'infrastructure',
  'livelihood',
  'ecology',
  'other',
] as const
export type ProjectCategory = (typeof projectCategories)[number]

export const stageRank = (stage: ProjectStage): number => projectStages.indexOf(stage)

/** 进入施工阶段: ground is broken and production has not begun. A trial run is still building. */
export const isBuilding = (stage: ProjectStage): boolean =>
  stage === 'groundbreaking' || stage === 'construction' || stage === 'trial_production'

/** 进入投产阶段. */
export const isInProduction = (stage: ProjectStage): boolean => stageRank(stage) >= stageRank('production')

/** The stage behind the word that offices write, e.g. in a spreadsheet. The words are those of the screens. */
export function findStage(word: string): ProjectStage | undefined {
  return projectStages.find((stage) => zhCN[`projects.stage.${stage}`] === word || stage === word)
}

export function findCategory(word: string): ProjectCategory | undefined {
  return projectCategories.find(
    (category) => zhCN[`projects.category.${category}`] === word || category === word,
  )
}

export const isStage = (text: string): text is ProjectStage =>
  (projectStages as readonly string[]).includes(text)
