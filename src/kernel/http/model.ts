export { type Actor, hasRight } from './model/actor.ts'
export { httpMessages } from './model/messages.ts'
export { Problem, type ProblemItem } from './model/problem.ts'
