export { dbMessages } from './model/messages.ts'
