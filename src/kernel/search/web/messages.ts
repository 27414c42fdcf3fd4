import { defineMessages } from '#kernel/i18n/model'
import '#kernel/search/model'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

export const searchScreenMessages = defineMessages(zhCN, en)
