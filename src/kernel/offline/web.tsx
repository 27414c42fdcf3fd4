export * from './web/door.ts'
export type * from './model/field-door.ts'
export { devicePages } from './web/devices/routes.ts'
