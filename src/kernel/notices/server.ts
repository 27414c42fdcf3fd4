export { noticeConsumer } from './server/notice-consumer.ts'
export { writeDigests } from './server/digest.ts'
export { noticeRoutes } from './server/notice-routes.ts'
export { type NewNotice, notify, sweepNotices } from './server/notice-store.ts'
