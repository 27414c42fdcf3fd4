export {
  Adapter,
  AdapterEvent,
  AdapterEventPage,
  AdapterInput,
  AdapterList,
  AdapterSecret,
  contactKinds,
  ContactKind,
  Contacts,
  Delivery,
  DeliveryPage,
} from './model/adapter.ts'
export { type NoticeText, type NoticeTextList, outgoingTextFault } from './model/outgoing-text.ts'
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
