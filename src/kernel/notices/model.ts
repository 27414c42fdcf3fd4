export { noticeMessages } from './model/messages.ts'
export {
  defaultSetting,
  Importance,
  importanceOf,
  Notice,
  NoticeKind,
  noticeKinds,
  NoticePage,
  NoticeSetting,
  receiptKinds,
  SentNotices,
  UnreadCount,
} from './model/notice.ts'
