export { serverPlatform } from './server/platform.ts'
