import { defineMessages } from '#kernel/i18n/model'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

defineMessages(zhCN, en)
