import '../../model/portal/plain/messages.ts'
import { defineMessages } from '#kernel/i18n/model'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export const portalScreenMessages = defineMessages(zhCN, en)
