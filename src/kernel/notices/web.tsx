export { noticePages } from './web/routes.ts'
