/** Light of a clock (亮灯). Never the colour of a project. */
export const lights = ['green', 'amber', 'red'] as const
export type LightName = (typeof lights)[number]

/** Colour of a project's progress (红黄蓝绿), grey where nothing proves it. Never a light. */
export const projectColourNames = ['red', 'yellow', 'blue', 'green', 'not_provable'] as const
export type ProjectColourName = (typeof projectColourNames)[number]
