export { noticeMessages } from './model/messages.ts'
export { Importance, Notice, NoticeKind, noticeKinds, NoticePage, UnreadCount } from './model/notice.ts'
