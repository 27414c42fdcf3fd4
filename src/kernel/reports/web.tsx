export { reportPages } from './web/routes.ts'
