import { defineMessages } from '#kernel/i18n/model'
import '../../model/meetings/messages.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export const meetingScreenMessages = defineMessages(zhCN, en)
