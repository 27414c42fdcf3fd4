export * from '../door.ts'
