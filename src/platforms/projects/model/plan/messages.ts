import { defineMessages } from '#kernel/i18n/model'
import '../schedule/messages.ts'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export const planMessages = defineMessages(zhCN, en)
