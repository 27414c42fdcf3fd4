import { defineMessages } from '#kernel/i18n/model'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

/** What a matter may be, in words that people use: of the portal, and of the catalogue that says where it stands there. */
export const plainMessages = defineMessages(zhCN, en)
