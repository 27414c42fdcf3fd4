/** Light of a clock (亮灯). Never the colour of a project. */
export const lights = ['green', 'amber', 'red'] as const
export type LightName = (typeof lights)[number]

/** Colour of a project's progress (红黄蓝绿), grey where nothing proves it. Never a light. */
export const projectColourNames = ['red', 'yellow', 'blue', 'green', 'not_provable'] as const
export type ProjectColourName = (typeof projectColourNames)[number]

/**
 * The reserved hues, for maps and charts that can't use the components. No page uses them for anything else.
 * Each holds 3:1 against its ground; `dark` is for the wall's.
 */
export const projectHues: Record<'light' | 'dark', Record<ProjectColourName, string>> = {
  light: { red: '#C62828', yellow: '#A97A00', blue: '#1F5FBF', green: '#2B7F3B', not_provable: '#66737D' },
  dark: { red: '#FF6B61', yellow: '#F2C037', blue: '#6FA8FF', green: '#5CC977', not_provable: '#93A0AA' },
}

export const lightHues: Record<'light' | 'dark', Record<LightName, string>> = {
  light: { green: '#1E6F3A', amber: '#8F5A00', red: '#B3261E' },
  dark: { green: '#6AD08A', amber: '#F0B44A', red: '#FF7B70' },
}
